import type { Connection } from './connect';
import { MANIFESTS } from './manifest';
import { refusal } from './refusal';

/**
 * Whether a repository has a manifest or a blob. A registry that redirects to its storage has already checked that it is there.
 *
 * @param path such as `blobs/sha256:…`
 * @throws Failure if the registry does not answer, refuses the credentials or is too busy
 */
export async function has(connection: Connection, path: string): Promise<boolean> {
  const headers = { accept: MANIFESTS.join(', ') };
  const response = await connection.ask(path, { method: 'HEAD', headers });
  if (response.status === 404) return false;
  if (response.status < 400) return true;
  throw refusal(response, connection);
}
