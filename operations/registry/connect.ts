import { authorization } from './authorization';
import type { FindCredentials } from './credentials';
import { dockerCredentials } from './docker-credentials';
import { explainNoAnswer } from './explain-no-answer';
import { isLoopback, repositoryName } from './repository-name';

export interface RegistryOptions {
  /** @default Docker's own, in ~/.docker */
  readonly credentials?: FindCredentials;
  /** A registry to ask over plain HTTP instead of TLS. @default only one on this machine */
  readonly plainHttp?: string;
  /** Time limit of each request. @default 30 s */
  readonly timeoutMs?: number;
  /** What is to be done there. @default to read */
  readonly access?: 'read' | 'write';
}

/** A repository in a registry. */
export interface Connection {
  readonly registry: string;
  /** The repository within the registry. */
  readonly name: string;
  /** What was asked for. */
  readonly access: 'read' | 'write';
  /**
   * Requests a path within the repository, or a place that the registry has named. Signs in once, if the registry asks for it.
   * Redirects are returned, not followed.
   * @throws Failure if the registry cannot be reached or refuses access
   */
  readonly ask: (place: string | URL, init: RequestInit) => Promise<Response>;
}

/** @param repository as in an image reference: `registry.example.com/shop/api` */
export function connect(repository: string, options: RegistryOptions = {}): Connection {
  const { registry, host, name } = repositoryName(repository);
  const { credentials = dockerCredentials(), timeoutMs = 30_000, access = 'read' } = options;
  const plainHttp = registry === options.plainHttp || isLoopback(registry);
  const send = (url: URL, init: RequestInit): Promise<Response> =>
    fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) }).catch((error: unknown) => {
      throw explainNoAnswer(error, { registry, host: url.host, timeoutMs });
    });
  let signedIn: string | undefined;

  async function ask(place: string | URL, init: RequestInit): Promise<Response> {
    const url = new URL(place, `${plainHttp ? 'http' : 'https'}://${host}/v2/${name}/`);
    // A registry may have its storage take an upload, which knows nothing of who is signed in here.
    if (url.host !== host) return send(url, init);
    const sendAs = (header: string | undefined): Promise<Response> => {
      const headers = new Headers(init.headers);
      if (header !== undefined) headers.set('authorization', header);
      return send(url, { redirect: 'manual', ...init, headers });
    };
    const first = await sendAs(signedIn);
    if (first.status !== 401 || signedIn !== undefined) return first;
    await first.body?.cancel();
    const request = { registry, name, access, credentials: await credentials(registry), plainHttp, send };
    signedIn = await authorization(first.headers.get('www-authenticate'), request);
    return signedIn === undefined ? first : sendAs(signedIn);
  }
  return { registry, name, access, ask };
}
