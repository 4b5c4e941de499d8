import type { Digest } from '../constructs/image-build';
import { InvalidInput, problem } from '../core/findings';
import { recordOf } from './release';
import type { Releases } from './releases';

/** Fewer digits than this are too easily confused. */
const SHORTEST = 6;

/**
 * Finds a recorded digest by its first digits, with or without `sha256:`.
 * @param services the services whose releases are searched
 * @throws InvalidInput if no digest begins so, or several do
 * @example
 * findDigest(releases, '96e378', ['api']); // the recorded digest that begins with sha256:96e378
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export function findDigest(releases: Releases, text: string, services: readonly string[]): Digest {
  const prefix = `sha256:${text.replace(/^sha256:/, '')}`;
  const recorded = services
    .flatMap((service) => releases.filesOf(service))
    .flatMap(({ release }) => release?.records ?? [])
    .map(({ digest }) => digest);
  const found = [...new Set(recorded)].filter((digest) => digest.startsWith(prefix)).sort();
  const [digest] = found;
  if (digest !== undefined && found.length === 1 && prefix.length >= 'sha256:'.length + SHORTEST)
    return digest;
  throw new InvalidInput(
    [
      problem({
        rule: 'promotion/digest',
        path: 'digest',
        message: `must be a recorded digest, or at least the first ${SHORTEST} digits of one`,
        value: found.length > 1 ? `${text}, the beginning of ${found.join(' and ')}` : text,
        advice: `\`npx slipway releases\` lists what is recorded.`,
      }),
    ],
    'nothing was written',
  );
}

/**
 * Whether any environment records a digest for a service.
 *
 * @example
 * recordsDigest(releases, 'api', digest);
 */
export function recordsDigest(releases: Releases, service: string, digest: Digest): boolean {
  return releases.filesOf(service).some(({ release }) => recordOf(release, digest) !== undefined);
}

/**
 * The first of some environments that records a digest for a service.
 *
 * @example
 * recordedIn(releases, 'api', digest, ['prod-eu', 'prod-us']); // 'prod-us'
 */
export function recordedIn(
  releases: Releases,
  service: string,
  digest: Digest,
  environments: readonly string[],
): string | undefined {
  return environments.find(
    (environment) => recordOf(releases.releaseOf(environment, service), digest) !== undefined,
  );
}
