import { createHash } from 'node:crypto';

/** SHA-256 over the parts, each closed off, so that no two lists of parts share a digest. */
export function digestOf(...parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** The first digits of {@link digestOf}. */
export function hexDigest(length: number, ...parts: readonly string[]): string {
  return digestOf(...parts)
    .toString('hex')
    .slice(0, length);
}
