import type { Digest } from '../constructs/image-build';
import type { Releases } from './releases';

/**
 * The digests of a service in the order in which they were first recorded anywhere, the oldest first: that of the builds. An
 * environment's own file may have them in another order, where a promotion went past one and took it later.
 *
 * @example
 * recordedOrder(releases, 'api').at(-1); // the newest image of the service
 */
export function recordedOrder(releases: Releases, service: string): readonly Digest[] {
  const first = new Map<Digest, number>();
  for (const { release } of releases.filesOf(service))
    for (const { digest, recordedAt } of release?.records ?? []) {
      const at = Date.parse(recordedAt);
      first.set(digest, Math.min(at, first.get(digest) ?? at));
    }
  return [...first].sort(([, a], [, b]) => a - b).map(([digest]) => digest);
}
