import type { Digest } from '../constructs/image-build';
import type { Releases } from './releases';

/**
 * The digest that a source hash of a service already has, in whichever environment: what has one is not built again.
 * Samples do not count, since no registry holds them.
 *
 * @example
 * const source = readSource({ root: __dirname, context: `${__dirname}/services/api` });
 * recordedDigest(releases, 'api', sourceHash({ source, platform: 'linux/amd64' }).hash);
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export function recordedDigest(releases: Releases, service: string, sourceHash: string): Digest | undefined {
  return releases
    .filesOf(service)
    .flatMap(({ release }) => release?.records ?? [])
    .find((record) => record.sourceHash === sourceHash && record.sample === undefined)?.digest;
}
