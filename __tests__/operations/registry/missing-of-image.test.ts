import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Credentials, dockerCredentials, missingOfImage } from '../../../operations/registry';
import { repositoryName } from '../../../operations/registry/repository-name';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const OTHER = `sha256:${'b'.repeat(64)}`;
const PASSWORD = 'a-password-that-nobody-may-see';
const TOKEN = 'a-token-that-nobody-may-see';
const INDEX = 'application/vnd.oci.image.index.v1+json';
const IMAGE = 'application/vnd.oci.image.manifest.v1+json';

let server: Server;
let registry: string;
let asked: { readonly method?: string; readonly url?: string; readonly authorization?: string }[];
let serve: (request: IncomingMessage, response: ServerResponse, body: string) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({ method, url, authorization: headers.authorization });
      serve(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
});

/** A registry that has one manifest, of an index of nothing. */
function manifests({ url = '' }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(url.endsWith(DIGEST) ? 200 : 404, { 'content-type': INDEX }).end('{"manifests":[]}');
}

/** A registry that has these manifests and blobs, by path. */
const having =
  (manifest: Readonly<Record<string, object>>, blobs: Readonly<Record<string, number>>): typeof serve =>
  ({ url = '' }, response) => {
    const [kind = '', digest = ''] = url.split('/').slice(-2);
    const body = kind === 'manifests' ? manifest[digest] : undefined;
    if (body !== undefined) response.writeHead(200, { 'content-type': IMAGE }).end(JSON.stringify(body));
    else
      response.writeHead((kind === 'blobs' ? blobs[digest] : undefined) ?? 404, { location: '/away' }).end();
  };

const missing = (digest: string, credentials?: Credentials) =>
  missingOfImage(`${registry}/shop/api`, digest, {
    credentials: () => Promise.resolve(credentials),
    timeoutMs: 2_000,
  });
const has = async (digest: string, credentials?: Credentials) =>
  (await missing(digest, credentials)).length === 0;
const basic = (username: string) => `Basic ${Buffer.from(`${username}:${PASSWORD}`).toString('base64')}`;

/** A registry whose token service gives the token to callers that `knows` accepts. */
function withTokens(knows: (request: IncomingMessage, body: string) => boolean): typeof serve {
  return (request, response, body) => {
    if (request.url?.startsWith('/token') === true) {
      if (!knows(request, body)) response.writeHead(401).end();
      else response.end(JSON.stringify({ token: TOKEN }));
    } else if (request.headers.authorization === `Bearer ${TOKEN}`) manifests(request, response);
    else {
      const challenge = `Bearer realm="http://${registry}/token",service="registry",scope="repository:shop/api:pull"`;
      response.writeHead(401, { 'www-authenticate': challenge }).end();
    }
  };
}

test('an open registry is asked without credentials, and says what it has', async () => {
  serve = manifests;
  expect(await has(DIGEST)).toBe(true);
  expect(await has(OTHER)).toBe(false);
  expect(asked[0]).toMatchObject({
    method: 'GET',
    url: `/v2/shop/api/manifests/${DIGEST}`,
    authorization: undefined,
  });
  expect(asked).toHaveLength(2);
});

describe('what is missing of an image', () => {
  const image = { config: { digest: 'sha256:config' }, layers: [{ digest: 'sha256:layer' }] };

  test.each<[string, Parameters<typeof having>, readonly string[]]>([
    ['all, without its manifest', [{}, {}], [DIGEST]],
    ['nothing', [{ [DIGEST]: image }, { 'sha256:config': 200, 'sha256:layer': 200 }], []],
    ['a missing layer', [{ [DIGEST]: image }, { 'sha256:config': 200 }], ['sha256:layer']],
    [
      'nothing, in a store elsewhere',
      [{ [DIGEST]: image }, { 'sha256:config': 307, 'sha256:layer': 307 }],
      [],
    ],
    [
      'nothing that others have',
      [{ [DIGEST]: { layers: [{ digest: 'sha256:theirs', urls: ['https://elsewhere'] }] } }, {}],
      [],
    ],
    [
      'the layer of an image in an index, and nobody needs to know how that was built',
      [
        {
          [DIGEST]: {
            manifests: [{ digest: OTHER }, { digest: 'sha256:build', platform: { os: 'unknown' } }],
          },
          [OTHER]: image,
        },
        { 'sha256:config': 200 },
      ],
      ['sha256:layer'],
    ],
  ])('%s', async (_, [manifest, blobs], expected) => {
    serve = having(manifest, blobs);
    expect(await missing(DIGEST)).toEqual(expected);
    expect(asked.every(({ method, url = '' }) => method === 'GET' || url.includes('/blobs/'))).toBe(true);
  });

  test('a registry that cannot say whether it has a layer is a failure', async () => {
    serve = having({ [DIGEST]: image }, { 'sha256:config': 405 });
    await expect(missing(DIGEST)).rejects.toThrow(/answers 405/);
  });

  test('the credentials for the manifest are also used for the layers', async () => {
    const whole = having({ [DIGEST]: image }, { 'sha256:config': 200, 'sha256:layer': 200 });
    serve = (request, response, body) => {
      if (request.headers.authorization === basic('ci')) whole(request, response, body);
      else response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
    };
    expect(await missing(DIGEST, { username: 'ci', password: PASSWORD })).toEqual([]);
    expect(asked.map(({ authorization }) => authorization === basic('ci'))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});

test('a registry gets the password only after it has asked for it', async () => {
  serve = (request, response) => {
    if (request.headers.authorization === basic('ci')) manifests(request, response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
  };
  expect(await has(DIGEST, { username: 'ci', password: PASSWORD })).toBe(true);
  expect(asked.map(({ authorization }) => authorization)).toEqual([undefined, basic('ci')]);
});

test('a token is requested with the password, only for pulling from this repository', async () => {
  serve = withTokens(({ headers }) => headers.authorization === basic('ci'));
  expect(await has(DIGEST, { username: 'ci', password: PASSWORD })).toBe(true);
  expect(asked[1]?.url).toBe('/token?service=registry&scope=repository%3Ashop%2Fapi%3Apull');
  expect(asked[2]?.authorization).toBe(`Bearer ${TOKEN}`);
});

test('a token is requested anonymously if there are no credentials', async () => {
  serve = withTokens(({ headers }) => headers.authorization === undefined);
  expect(await has(DIGEST)).toBe(true);
});

test('a token is requested with the identity token of a single sign-on', async () => {
  serve = withTokens(({ method }, body) => method === 'POST' && body.includes(`refresh_token=${PASSWORD}`));
  expect(await has(DIGEST, { identityToken: PASSWORD })).toBe(true);
});

test('credentials are not sent to a token service without TLS, unless the registry has no TLS either', async () => {
  serve = (_request, response) =>
    response.writeHead(401, { 'www-authenticate': 'Bearer realm="ftp://elsewhere/token"' }).end();
  await expect(has(DIGEST, { username: 'ci', password: PASSWORD })).rejects.toThrow(
    /not safe to send credentials to/,
  );
  expect(asked).toHaveLength(1);
});

const respond =
  (code: number, headers: Record<string, string> = {}): typeof serve =>
  (_request, response) => {
    response.writeHead(code, headers).end();
  };

test.each<[string, () => typeof serve, RegExp]>([
  [
    'that knows nobody',
    () => withTokens(() => false),
    /does not give out a token .* answers 401\n.*→ Sign in/,
  ],
  ['that forbids it', () => respond(403), /does not let these credentials read it\n.*→ Have them granted/],
  ['that is asked too often', () => respond(429), /asked too often\n.*→ Wait/],
  ['that is broken', () => respond(500), /answers 500\n.*→ Try again later/],
  [
    'that is a web page',
    () => respond(200, { 'content-type': 'text/html' }),
    /something that is not a manifest/,
  ],
  ['that does not answer', () => () => undefined, /no answer within 2 s/],
])('a registry %s is a failure with advice, and without a secret', async (_, serving, message) => {
  serve = serving();
  const failed = has(DIGEST, { username: 'ci', password: PASSWORD });
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.not.toThrow(PASSWORD);
});

test('a registry that does not listen is a failure', async () => {
  await expect(missingOfImage('127.0.0.1:2/shop/api', DIGEST)).rejects.toThrow(
    /can't reach the registry 127\.0\.0\.1:2: nothing listens there\n.*→/,
  );
});

test.each([
  ['registry.example.com/shop/api', 'registry.example.com', 'registry.example.com', 'shop/api'],
  ['localhost/api', 'localhost', 'localhost', 'api'],
  ['localhost:5000/shop/api', 'localhost:5000', 'localhost:5000', 'shop/api'],
  ['shop/api', 'docker.io', 'registry-1.docker.io', 'shop/api'],
  ['debian', 'docker.io', 'registry-1.docker.io', 'library/debian'],
])('%s is parsed as Docker does', (repository, from, host, name) => {
  expect(repositoryName(repository)).toEqual({ registry: from, host, name });
});

describe("Docker's credentials", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'slipway-docker-'));
  });
  afterEach(() => {
    env = undefined;
    rmSync(folder, { recursive: true });
  });
  const config = (content: object | string) => {
    writeFileSync(
      join(folder, 'config.json'),
      typeof content === 'string' ? content : JSON.stringify(content),
    );
  };
  const auth = Buffer.from(`ci:${PASSWORD}`).toString('base64');

  /** A helper program, as Docker starts it: what it is asked comes on its standard input. */
  function helper(text: string): void {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'docker-credential-test'), `#!/bin/sh\nread registry\n${text}\n`);
    chmodSync(join(bin, 'docker-credential-test'), 0o755);
    env = { PATH: [bin, process.env.PATH ?? ''].join(delimiter) };
  }

  test.each([
    ['r.example.com', { auths: { 'r.example.com': { auth } } }, { username: 'ci', password: PASSWORD }],
    [
      'r.example.com',
      { auths: { 'https://r.example.com/v1/': { auth } } },
      { username: 'ci', password: PASSWORD },
    ],
    [
      'docker.io',
      { auths: { 'https://index.docker.io/v1/': { auth } } },
      { username: 'ci', password: PASSWORD },
    ],
    ['r.example.com', { auths: { 'r.example.com': { identitytoken: TOKEN } } }, { identityToken: TOKEN }],
    ['r.example.com', { auths: { 'other.example.com': { auth } } }, undefined],
    ['r.example.com', {}, undefined],
  ])('come from %s in the file %j', async (from, content, found) => {
    config(content);
    expect(await dockerCredentials(folder, env)(from)).toEqual(found);
  });

  test('are empty without a config file', async () => {
    expect(await dockerCredentials(folder, env)('r.example.com')).toBeUndefined();
  });

  test.each([
    { credsStore: 'test' },
    { credHelpers: { 'r.example.com': 'test' }, credsStore: 'no-such-one' },
  ])('come from a helper program, by %j', async (content) => {
    config(content);
    helper(`echo '{"ServerURL":"'$registry'","Username":"ci","Secret":"'$1-$registry'"}'`);
    const found = await dockerCredentials(folder, env)('r.example.com');
    expect(found).toEqual({ username: 'ci', password: 'get-r.example.com' });
  });

  test('are empty if the helper program knows none', async () => {
    config({ credsStore: 'test' });
    helper('echo "credentials not found in native keychain"; exit 1');
    expect(await dockerCredentials(folder, env)('r.example.com')).toBeUndefined();
  });

  test.each<[string, object | string, string, RegExp]>([
    ['a helper that fails', { credsStore: 'test' }, `echo ${PASSWORD}; exit 2`, /failed with code 2/],
    ['a helper that prints nonsense', { credsStore: 'test' }, `echo ${PASSWORD}`, /printed no credentials/],
    [
      'a helper that is not there',
      { credsStore: 'absent' },
      '',
      /docker-credential-absent.* is not on the PATH/,
    ],
    ['a broken file', `{"auths": {"${PASSWORD}`, '', /config\.json is not JSON/],
  ])('fail with %s, and show no secret', async (_, content, text, message) => {
    config(content);
    helper(text);
    const failed = dockerCredentials(folder, env)('r.example.com');
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.not.toThrow(PASSWORD);
  });
});
