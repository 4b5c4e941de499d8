import { connect, type Connection, type RegistryOptions } from './connect';
import { getManifest } from './get-manifest';
import { has } from './has';
import { namedBy } from './manifest';

/**
 * The digests of an image that a repository lacks: of its manifest, or of what the manifest refers to (layers, configuration,
 * the images of an index). Empty if the image is complete. Manifests are read; everything else is only checked for existence,
 * and never pulled.
 * @param repository as in an image reference: `registry.example.com/shop/api`
 * @throws Failure if the registry does not answer, refuses the credentials or is too busy
 */
export async function missingOfImage(
  repository: string,
  digest: string,
  options: RegistryOptions = {},
): Promise<readonly string[]> {
  return missingBelow(connect(repository, options), digest);
}

async function missingBelow(connection: Connection, digest: string): Promise<readonly string[]> {
  const sent = await getManifest(connection, digest);
  if (sent === undefined) return [digest];
  const { images, blobs } = namedBy(sent.manifest);
  const answers = await Promise.allSettled([
    ...images.map((image) => missingBelow(connection, image)),
    ...blobs.map(async (blob) => ((await has(connection, `blobs/${blob}`)) ? [] : [blob])),
  ]);
  // Wait for all of them, so that a failure leaves no request open.
  const missing = answers.flatMap((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });
  return [...new Set(missing)];
}
