import { Failure } from '../process';
import { authorization } from './authorization';
import type { FindCredentials } from './credentials';
import { dockerCredentials } from './docker-credentials';
import { explainNoAnswer } from './explain-no-answer';
import { isLoopback, repositoryName } from './repository-name';

export interface RegistryOptions {
  /** @default those that Docker has in ~/.docker */
  readonly credentials?: FindCredentials;
  /** Speaks plain HTTP rather than TLS. @default only with a registry on this machine */
  readonly plainHttp?: boolean;
  /** For all requests together. @default 30 s */
  readonly timeoutMs?: number;
}

/** Manifests of one platform and of several, of OCI and of Docker: a registry may hide what one does not accept. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/**
 * Whether a repository has a manifest of this digest. Nothing is pulled.
 * @param repository as an image names it: `registry.example.com/shop/api`
 * @throws Failure when the registry can't say: not reached, not signed in, not allowed, too busy
 */
export async function hasDigest(
  repository: string,
  digest: string,
  options: RegistryOptions = {},
): Promise<boolean> {
  const { registry, host, name } = repositoryName(repository);
  const { credentials = dockerCredentials(), plainHttp = isLoopback(registry), timeoutMs = 30_000 } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  const send = (url: URL, init: RequestInit): Promise<Response> =>
    fetch(url, { ...init, signal }).catch((error: unknown) => {
      throw explainNoAnswer(error, { registry, host: url.host, timeoutMs });
    });

  const url = new URL(`${plainHttp ? 'http' : 'https'}://${host}/v2/${name}/manifests/${digest}`);
  const head = (headers: Record<string, string>): Promise<Response> =>
    send(url, { method: 'HEAD', headers: { accept: MANIFESTS.join(', '), ...headers } });

  const first = await head({});
  if (first.status !== 401) return answerOf(first, registry, name);
  const asker = { registry, name, credentials: await credentials(registry), plainHttp, send };
  const header = await authorization(first.headers.get('www-authenticate'), asker);
  return answerOf(header === undefined ? first : await head({ authorization: header }), registry, name);
}

const REFUSED: Readonly<
  Partial<Record<number, readonly [what: string, advice: (registry: string) => string]>>
> = {
  401: ['does not know the credentials', (registry) => `Sign in: \`docker login ${registry}\`.`],
  403: [
    'does not let these credentials read it',
    () => 'Have them granted the right to pull from this repository.',
  ],
  429: ['answers that it was asked too often', () => 'Wait a while; signed in, one may ask more often.'],
};

function answerOf({ status, ok, headers }: Response, registry: string, name: string): boolean {
  if (status === 404) return false;
  if (ok && MANIFESTS.includes((headers.get('content-type') ?? '').split(';')[0] ?? '')) return true;
  const [what, advice] = REFUSED[status] ?? [
    ok ? 'answers with something that is no manifest' : `answers ${status}`,
    () => (status >= 500 ? 'Try again later.' : 'Check that its address is that of a registry.'),
  ];
  throw new Failure(`the registry ${registry}, asked for ${name}, ${what}\n    → ${advice(registry)}`);
}
