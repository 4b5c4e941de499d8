import type { Connection } from './connect';
import { isManifest, type Manifest, MANIFESTS } from './manifest';
import { refusal } from './refusal';

/** A manifest as a registry sends it. */
interface SentManifest {
  readonly manifest: Manifest;
  /** Its media type. */
  readonly type: string;
  /** The bytes that its digest is the hash of. */
  readonly bytes: Buffer;
  /** What the registry says its digest is. */
  readonly digest: string | null;
}

/**
 * The manifest behind a digest or a tag.
 *
 * @returns undefined if the repository does not have it
 * @throws Failure if the registry does not answer, refuses the credentials, is too busy, or sends something else
 */
export async function getManifest(
  connection: Connection,
  reference: string,
): Promise<SentManifest | undefined> {
  const accept = MANIFESTS.join(', ');
  const response = await connection.ask(`manifests/${reference}`, {
    headers: { accept },
    redirect: 'follow',
  });
  if (response.status === 404) {
    await response.body?.cancel();
    return undefined;
  }
  if (response.ok) {
    const bytes = Buffer.from(await response.arrayBuffer());
    const manifest = parsed(bytes);
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    if (isManifest(type, manifest))
      return { manifest, type, bytes, digest: response.headers.get('docker-content-digest') };
  } else await response.body?.cancel();
  throw refusal(response, connection);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
