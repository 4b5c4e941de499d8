import type { Digest } from '../../constructs/image-build';
import type { Pipeline } from '../pipeline';
import { firstEvent, recordOf, type Release, selects } from '../release';

/**
 * The digests that were selected and not rolled back, the newest last. A rollback drops what came after the digest that it
 * restores.
 */
export function keptSelections({ history }: Release): readonly Digest[] {
  const stack: Digest[] = [];
  for (const event of history.filter(selects)) {
    const known = stack.lastIndexOf(event.digest);
    if (known === -1) stack.push(event.digest);
    else if (event.event === 'restored') stack.length = known + 1;
    else stack.push(...stack.splice(known, 1));
  }
  return stack;
}

/** Whether a digest can be shipped at all: it is no sample, and nobody rejected it. */
export function isShippable({ releases }: Pipeline, service: string) {
  const all = releases.filesOf(service).flatMap(({ release }) => release ?? []);
  return (digest: Digest): boolean =>
    all.every(
      (release) =>
        recordOf(release, digest)?.sample !== true && firstEvent(release, 'rejected', digest) === undefined,
    );
}

/**
 * What an environment hands on: the newest that it has verified, not rolled back from, and that can be shipped.
 *
 * @example
 * promotable(pipeline, 'staging', 'api'); // the digest that a promotion from staging would take
 */
export function promotable(pipeline: Pipeline, from: string, service: string): Digest | undefined {
  const release = pipeline.releases.find(from, service)?.release;
  if (release === undefined) return undefined;
  const ships = isShippable(pipeline, service);
  return keptSelections(release).findLast(
    (digest) => firstEvent(release, 'verified', digest) !== undefined && ships(digest),
  );
}
