import { createHash } from 'node:crypto';
import { connect, type RegistryOptions } from './connect';
import { getManifest } from './get-manifest';
import { otherContent } from './refusal';

/**
 * The digest that a tag points to now. It is computed from what the registry sends, so that no header has to be believed.
 *
 * @param repository as an image names it: `docker.io/library/redis`
 * @returns undefined if the repository has no such tag
 * @throws Failure if the registry does not answer, refuses the credentials or is too busy
 */
export async function digestOfTag(
  repository: string,
  tag: string,
  options: RegistryOptions = {},
): Promise<string | undefined> {
  const connection = connect(repository, options);
  const sent = await getManifest(connection, tag);
  if (sent === undefined) return undefined;
  const digest = `sha256:${createHash('sha256').update(sent.bytes).digest('hex')}`;
  if (sent.digest === null || sent.digest === digest) return digest;
  throw otherContent(
    `the registry ${connection.registry} calls ${repository}:${tag} ${sent.digest}`,
    digest,
    ' Nothing is pinned.',
  );
}
