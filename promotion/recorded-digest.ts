import type { Digest } from '../constructs/image-build';
import { recordedOrder } from './recorded-order';
import type { ReleaseRecord } from './release';
import type { Releases } from './releases';

/**
 * The digest that a source hash of a service already has, in whichever environment: what has one is not built again. Of a source that
 * was rebuilt, the newest.
 * Samples do not count, since no registry holds them.
 *
 * @example
 * const source = readSource({ root: __dirname, context: `${__dirname}/services/api` });
 * recordedDigest(releases, 'api', sourceHash({ source, platform: 'linux/amd64' }).hash);
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export function recordedDigest(releases: Releases, service: string, sourceHash: string): Digest | undefined {
  const [first] = recordedDigests(releases, service, sourceHash);
  const rebuilt = recordedOrder(releases, service).findLast((digest) =>
    recordsOf(releases, service, sourceHash).some(
      (one) => one.digest === digest && one.rebuild !== undefined,
    ),
  );
  return rebuilt ?? first;
}

/**
 * Every digest that a source hash of a service has: one, and one for each time that it was rebuilt.
 *
 * @example
 * recordedDigests(releases, 'api', 'a'.repeat(64)).length; // 2, after a rebuild
 */
export function recordedDigests(releases: Releases, service: string, sourceHash: string): readonly Digest[] {
  return [...new Set(recordsOf(releases, service, sourceHash).map(({ digest }) => digest))];
}

function recordsOf(releases: Releases, service: string, sourceHash: string): readonly ReleaseRecord[] {
  return releases
    .filesOf(service)
    .flatMap(({ release }) => release?.records ?? [])
    .filter((record) => record.sourceHash === sourceHash && record.sample === undefined);
}
