import { createHash } from 'node:crypto';
import { connect, type Connection, type RegistryOptions } from './connect';
import { getManifest } from './get-manifest';
import { isAttestation } from './manifest';
import { otherContent, refusal } from './refusal';

/**
 * The platforms that an image runs on, as its configurations say: `linux/amd64`. What an index says of its images is not asked, nor
 * what was asked for when they were built. Attestations, signatures and other artifacts run nowhere.
 *
 * @param repository as an image names it: `registry.example.com/shop/api`
 * @returns sorted, each once; empty where the repository lacks the image
 * @throws Failure if the registry does not answer, refuses the credentials, is too busy, or sends something else
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
export async function platformsOfImage(
  repository: string,
  digest: string,
  options: RegistryOptions = {},
): Promise<readonly string[]> {
  const platforms = await platformsBelow(connect(repository, options), digest);
  return [...new Set(platforms)].sort();
}

async function platformsBelow(connection: Connection, digest: string): Promise<readonly string[]> {
  const sent = await getManifest(connection, digest);
  if (sent === undefined) return [];
  const { manifests, config } = sent.manifest;
  if (manifests !== undefined) {
    const images = manifests.filter((named) => !isAttestation(named));
    const answers = await Promise.allSettled(images.map((image) => platformsBelow(connection, image.digest)));
    // Wait for all of them, so that a failure leaves no request open.
    return answers.flatMap((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value;
    });
  }
  if (config === undefined) return [];
  const platform = platformOf(await getConfiguration(connection, config.digest));
  return platform === undefined ? [] : [platform];
}

/** The parts of an image's configuration that we read. */
interface Configuration {
  readonly os?: unknown;
  readonly architecture?: unknown;
  readonly variant?: unknown;
}

async function getConfiguration(connection: Connection, digest: string): Promise<Configuration> {
  const response = await connection.ask(`blobs/${digest}`, { redirect: 'follow' });
  if (!response.ok) {
    await response.body?.cancel();
    throw refusal(response, connection);
  }
  const bytes = Buffer.from(await response.arrayBuffer());
  const got = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (got !== digest)
    throw otherContent(`the registry ${connection.registry} was asked for the configuration ${digest}`, got);
  try {
    return (JSON.parse(bytes.toString()) as Configuration | null) ?? {};
  } catch {
    return {};
  }
}

/** Undefined for an artifact that is no image. */
function platformOf({ os, architecture, variant }: Configuration): string | undefined {
  if (typeof os !== 'string' || typeof architecture !== 'string' || os === '' || architecture === '')
    return undefined;
  // The only variant of that architecture: builders say it or leave it out.
  const only = architecture === 'arm64' && variant === 'v8';
  return [
    os,
    architecture,
    ...(typeof variant === 'string' && variant !== '' && !only ? [variant] : []),
  ].join('/');
}
