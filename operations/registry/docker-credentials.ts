import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DOCKER_HUB } from '../../core/images';
import { Failure } from '../process';
import { credentialHelper } from './credential-helper';
import type { Credentials, FindCredentials } from './credentials';

/** The key under which Docker stores the credentials of Docker Hub. */
const HUB_KEY = 'https://index.docker.io/v1/';

interface DockerConfig {
  readonly auths?: Readonly<Record<string, StoredAuth>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}

interface StoredAuth {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

/**
 * The credentials that Docker has: from a helper for this registry (`credHelpers`), from the general one (`credsStore`), or
 * from the file itself (`auths`).
 * @param folder the folder of Docker's config.json. @default ~/.docker
 * @param env for the helper program. @default that of this process
 */
export function dockerCredentials(
  folder = join(homedir(), '.docker'),
  env?: NodeJS.ProcessEnv,
): FindCredentials {
  return async (registry) => {
    const { auths = {}, credHelpers = {}, credsStore } = await read(join(folder, 'config.json'));
    const key = registry === DOCKER_HUB ? HUB_KEY : registry;
    const helper = credHelpers[key] ?? credHelpers[registry] ?? credsStore;
    if (helper !== undefined && helper !== '') return credentialHelper(helper, key, env);
    const [, stored] = Object.entries(auths).find(([name]) => bare(name) === bare(key)) ?? [];
    return stored && credentialsIn(stored);
  };
}

async function read(path: string): Promise<DockerConfig> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Failure(
      `can't read ${path} (${String((error as NodeJS.ErrnoException).code)})\n    → It must be readable for you.`,
    );
  }
  try {
    return (JSON.parse(text) ?? {}) as DockerConfig;
  } catch {
    // The parser's message may quote a password.
    throw new Failure(`${path} is not JSON\n    → Fix it, or write it again with \`docker login\`.`);
  }
}

function credentialsIn({ auth, username, password, identitytoken }: StoredAuth): Credentials | undefined {
  if (identitytoken !== undefined && identitytoken !== '') return { identityToken: identitytoken };
  if (username !== undefined && password !== undefined) return { username, password };
  const decoded = Buffer.from(auth ?? '', 'base64').toString();
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

/** Keys come with and without a scheme and a path. */
function bare(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}
