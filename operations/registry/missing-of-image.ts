import { connect, type Connection, type RegistryOptions } from './connect';
import { isManifest, MANIFESTS, namedBy, type Manifest } from './manifest';
import { refusal } from './refusal';

/**
 * What a repository lacks of an image, by digest: its manifest, or what that names: layers, configuration, the images of an
 * index. Empty where it is whole. Manifests are read; whether the rest is there is asked, and nothing of it is pulled.
 * @param repository as an image names it: `registry.example.com/shop/api`
 * @throws Failure when the registry can't say: not reached, not signed in, not allowed, too busy
 */
export async function missingOfImage(
  repository: string,
  digest: string,
  options: RegistryOptions = {},
): Promise<readonly string[]> {
  return missingBelow(connect(repository, options), digest);
}

async function missingBelow(connection: Connection, digest: string): Promise<readonly string[]> {
  const manifest = await manifestOf(connection, digest);
  if (manifest === undefined) return [digest];
  const { images, blobs } = namedBy(manifest);
  const answers = await Promise.allSettled([
    ...images.map((image) => missingBelow(connection, image)),
    ...blobs.map(async (blob) => ((await hasBlob(connection, blob)) ? [] : [blob])),
  ]);
  // All are heard to their end: a failure leaves no question open behind it.
  const missing = answers.flatMap((answer) => {
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  });
  return [...new Set(missing)];
}

/** Undefined where the repository has none of this digest. */
async function manifestOf(connection: Connection, digest: string): Promise<Manifest | undefined> {
  const accept = MANIFESTS.join(', ');
  const response = await connection.ask(`manifests/${digest}`, { headers: { accept }, redirect: 'follow' });
  if (response.ok) {
    const body: unknown = await response.json().catch(() => undefined);
    if (isManifest(response.headers.get('content-type'), body)) return body;
  } else await response.body?.cancel();
  if (response.status === 404) return undefined;
  throw refusal(response, connection);
}

/** Where the registry leads elsewhere, to the storage behind it, it has looked itself whether that has it. */
async function hasBlob(connection: Connection, digest: string): Promise<boolean> {
  const response = await connection.ask(`blobs/${digest}`, { method: 'HEAD' });
  if (response.ok || (response.status >= 300 && response.status < 400)) return true;
  if (response.status === 404) return false;
  throw refusal(response, connection);
}
