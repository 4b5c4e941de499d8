import { createHash } from 'node:crypto';
import { Failure } from '../process';
import { connect, type RegistryOptions } from './connect';
import { MANIFESTS } from './manifest';
import { refusal } from './refusal';

/**
 * The digest that a tag points to now. It is computed from what the registry sends, so that no header has to be believed.
 *
 * @param repository as an image names it: `docker.io/library/redis`
 * @returns undefined where the repository has no such tag
 * @throws Failure when the registry can't say: not reached, not signed in, not allowed, too busy
 */
export async function digestOfTag(
  repository: string,
  tag: string,
  options: RegistryOptions = {},
): Promise<string | undefined> {
  const connection = connect(repository, options);
  const response = await connection.ask(`manifests/${tag}`, {
    headers: { accept: MANIFESTS.join(', ') },
    redirect: 'follow',
  });
  const body = Buffer.from(await response.arrayBuffer());
  if (response.status === 404) return undefined;
  if (!response.ok) throw refusal(response, connection);
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  if (!MANIFESTS.includes(type)) throw refusal(response, connection);
  const digest = `sha256:${createHash('sha256').update(body).digest('hex')}`;
  const said = response.headers.get('docker-content-digest');
  if (said !== null && said !== digest)
    throw new Failure(
      `the registry ${connection.registry} calls ${repository}:${tag} ${said}, but sends ${digest}\n    → Something between here and there changes its answers. Nothing is pinned.`,
    );
  return digest;
}
