import { Failure } from '../process';
import type { Credentials } from './credentials';

type Bearer = Extract<Challenge, { scheme: 'bearer' }>;

/** Who asks for what, and how to send a request. */
interface TokenRequest {
  readonly registry: string;
  /** The repository within the registry. */
  readonly name: string;
  readonly access: 'read' | 'write';
  readonly credentials: Credentials | undefined;
  /** Whether credentials may be sent over plain HTTP. */
  readonly plainHttp: boolean;
  readonly send: (url: URL, init: RequestInit) => Promise<Response>;
}

/** The `Authorization` header that answers a challenge. @returns undefined if there are no credentials for it */
export async function authorization(
  challenge: string | null,
  request: TokenRequest,
): Promise<string | undefined> {
  const asked = challengeIn(challenge);
  if (asked === undefined)
    throw new Failure(
      `the registry ${request.registry} asks for a kind of sign-in that registries do not use\n    → Check that its address is that of a registry.`,
    );
  if (asked.scheme === 'bearer') return `Bearer ${await token(asked, request)}`;
  return request.credentials && basic(request.credentials);
}

function basic(credentials: Credentials): string | undefined {
  if ('identityToken' in credentials) return undefined;
  const { username, password } = credentials;
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Requests a token for the repository from the registry's token service; anonymously if there are no credentials. */
async function token({ realm, service, scope }: Bearer, request: TokenRequest): Promise<string> {
  const { registry, credentials, name, access, plainHttp, send } = request;
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  if (url === undefined || !(url.protocol === 'https:' || (plainHttp && url.protocol === 'http:')))
    throw new Failure(
      `the registry ${registry} gets its tokens from ${realm}, which is not safe to send credentials to\n` +
        '    → Have its configuration corrected: the realm must be an https address.',
    );
  // What is read first names a scope for reading alone.
  const needed = access === 'write' ? `repository:${name}:pull,push` : scope;
  const question = { service: service ?? '', scope: needed ?? `repository:${name}:pull` };
  const response = await send(...tokenRequest(url, question, credentials));
  if (!response.ok)
    throw new Failure(
      `the registry ${registry} does not give out a token for ${name}: its token service ${url.host} answers ${response.status}\n` +
        `    → ${response.status >= 500 ? 'Try again later.' : `Sign in with credentials that may ${access} it: \`docker login ${registry}\`.`}`,
    );
  const answer = (await response.json().catch(() => undefined)) as
    { readonly token?: string; readonly access_token?: string } | undefined;
  const given = answer?.token ?? answer?.access_token;
  if (given === undefined)
    throw new Failure(`the token service ${url.host} of the registry ${registry} answered without a token`);
  return given;
}

function tokenRequest(
  url: URL,
  question: Readonly<Record<'service' | 'scope', string>>,
  credentials: Credentials | undefined,
): [URL, RequestInit] {
  if (credentials !== undefined && 'identityToken' in credentials) {
    const grant = {
      grant_type: 'refresh_token',
      client_id: 'slipway',
      refresh_token: credentials.identityToken,
    };
    return [url, { method: 'POST', body: new URLSearchParams({ ...question, ...grant }) }];
  }
  const asked = new URL(url);
  for (const [key, value] of Object.entries(question)) if (value !== '') asked.searchParams.set(key, value);
  const header = credentials && basic(credentials);
  return [asked, { headers: header === undefined ? {} : { authorization: header } }];
}

/** What a registry asks for in a 401 response. */
type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string };

/** Parses a `WWW-Authenticate` header. @returns undefined for a scheme that registries do not use */
function challengeIn(header: string | null): Challenge | undefined {
  const said = header ?? '';
  const [, scheme = ''] = /^\s*(\w+)/.exec(said) ?? [];
  if (scheme.toLowerCase() === 'basic') return { scheme: 'basic' };
  if (scheme.toLowerCase() !== 'bearer') return undefined;
  const parameters = Object.fromEntries(
    [...said.matchAll(/\b(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name = '', quoted, plain]) => [
      name,
      quoted ?? plain,
    ]),
  );
  const { realm, service, scope } = parameters;
  return realm === undefined ? undefined : { scheme: 'bearer', realm, service, scope };
}
