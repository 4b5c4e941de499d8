import { createHash } from 'node:crypto';

/** So many sets of keys are told apart. */
const KEY_SETS = 1_000_000;

/**
 * What the provider compares to know whether it must write: the revision, and six digits that stand for the keys. It never compares what
 * it writes, so another key under the same number would not be in the secret, and pods that name it would not start. A revision that leaves
 * no room for digits stands alone.
 *
 * @example
 * Math.floor(writtenRevision(2, ['password']) / 1_000_000); // 2
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only
 */
export function writtenRevision(revision: number, keys: readonly string[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([...keys].sort()))
    .digest();
  const number = revision * KEY_SETS + (digest.readUInt32BE() % KEY_SETS);
  return Number.isSafeInteger(number) ? number : revision;
}
