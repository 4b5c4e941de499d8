/** @loads-anew: its errors, dates and promises are of other classes than those of shared modules */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { connectCluster, Refusal } from '../../../operations/cluster';
import { accessOf } from '../../../operations/cluster/client/access';
import { explainUnreachable } from '../../../operations/cluster/client/explain-unreachable';
import { Failure } from '../../../operations/process';

const SECRET = 'a-token-that-nobody-may-see';
let folder: string;
let server: Server;
let endpoint: string;
let asked: IncomingMessage[];
/** What the API server answers: the protocol as it is, the answers as Kubernetes 1.34 gives them. */
let answer: { readonly status: number; readonly body: object | string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-connect-'));
  server = createServer((request, response) => {
    asked.push(request);
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: { gitVersion: 'v1.34.4', major: '1', minor: '34' } };
});

async function versionOf(...[connection, token]: Parameters<typeof connectCluster>): Promise<string> {
  const { version } = await connectCluster(connection, token).apis();
  return (await version.getCode()).gitVersion;
}

const existing = (token?: string) => versionOf({ kind: 'existing', endpoint, ca: '' }, token);

/** Writes a kubeconfig with one user, and gives its path. */
function kubeconfig(user: object): string {
  const path = join(folder, 'config');
  const text = stringify({
    clusters: [{ name: 'c', cluster: { server: endpoint } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'prod', context: { cluster: 'c', user: 'u' } }],
  });
  writeFileSync(path, text);
  return path;
}

/** Writes a program that prints credentials, and gives its path. */
function program(text: string): string {
  const path = join(folder, 'credentials.sh');
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

const exec = (command: string) => ({
  exec: {
    apiVersion: 'client.authentication.k8s.io/v1',
    command,
    interactiveMode: 'Never',
    env: [{ name: 'ROLE', value: 'ops' }],
  },
});

test('an existing cluster is asked with the bearer token', async () => {
  expect(await existing(SECRET)).toBe('v1.34.4');
  expect(asked[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
});

test('an existing cluster without a token is not asked at all', async () => {
  await expect(existing()).rejects.toThrow(
    /no token for the cluster .*\n.*TF_VAR_<environment>_cluster_token/,
  );
  expect(asked).toEqual([]);
});

test('a kubeconfig gives the server and the user of its context', async () => {
  const path = kubeconfig({ token: SECRET });
  expect(await versionOf({ kind: 'kubeconfig', path, context: 'prod' })).toBe('v1.34.4');
  expect(asked[0]?.headers.authorization).toBe(`Bearer ${SECRET}`);
});

test('an unknown context is reported with the known ones', async () => {
  const path = kubeconfig({ token: SECRET });
  await expect(versionOf({ kind: 'kubeconfig', path, context: 'staging' })).rejects.toThrow(
    /knows no context staging\n.*It knows prod/,
  );
});

test('an invalid kubeconfig is reported without its content', async () => {
  const path = join(folder, 'broken');
  writeFileSync(path, `users: [{token: ${SECRET}\n`);
  const failed = versionOf({ kind: 'kubeconfig', path, context: 'prod' });
  await expect(failed).rejects.toThrow(`${path} is not a kubeconfig`);
  await expect(failed).rejects.not.toThrow(SECRET);
});

test('credentials from a program are requested once, as kubectl does, and again when they have expired', async () => {
  const log = join(folder, 'runs');
  const path = program(
    `echo "$ROLE $KUBERNETES_EXEC_INFO" >> ${log}\n` +
      `echo '{"kind":"ExecCredential","status":{"token":"${SECRET}","expirationTimestamp":"'$(date -u -d "$EXPIRES" +%FT%TZ)'"}}'`,
  );
  const user = exec(path);
  for (const [expires, runs] of [
    ['+1 hour', 1],
    ['-1 hour', 2],
  ] as const) {
    writeFileSync(log, '');
    const env = [...user.exec.env, { name: 'EXPIRES', value: expires }];
    const config = kubeconfig({ exec: { ...user.exec, env } });
    const { version } = await connectCluster({ kind: 'kubeconfig', path: config, context: 'prod' }).apis();
    await version.getCode();
    await version.getCode();
    const lines = readFileSync(log, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(runs);
    expect(lines[0]).toMatch(
      /^ops \{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io\/v1"/,
    );
  }
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill(`Bearer ${SECRET}`));
});

test.each([
  ['is not there', () => '/nowhere/aws', /\/nowhere\/aws.*there is no .* on the PATH\n.*→ Install/],
  [
    'fails',
    () => program('echo "session expired" >&2; exit 3'),
    /failed with code 3:\nsession expired\n.*→ Run it by hand/,
  ],
  ['prints no credentials', () => program('echo hello'), /printed no credentials/],
])('a credential program that %s is named, with advice', async (_, path, message) => {
  const config = kubeconfig(exec(path()));
  await expect(versionOf({ kind: 'kubeconfig', path: config, context: 'prod' })).rejects.toThrow(message);
});

test('the standard output of a failing credential program is never shown', async () => {
  const config = kubeconfig(exec(program(`echo ${SECRET}; exit 1`)));
  const failed = versionOf({ kind: 'kubeconfig', path: config, context: 'prod' });
  await expect(failed).rejects.toThrow(Failure);
  await expect(failed).rejects.not.toThrow(SECRET);
});

test.each([
  ['eks', 'aws', ['eks', 'get-token', '--cluster-name', 'shop', '--region', 'eu-west-1']],
  ['gke', 'gke-gcloud-auth-plugin', []],
  [
    'aks',
    'kubelogin',
    ['get-token', '--login', 'azurecli', '--server-id', '6dae42f8-4368-4678-94ff-3960e28e3630'],
  ],
] as const)(
  '%s takes its credentials from the program that Terraform takes them from',
  (kind, command, args) => {
    const connection = { kind, name: 'shop', region: 'eu-west-1', endpoint, ca: 'PEM' };
    expect(accessOf(connection, undefined)).toMatchObject({
      server: endpoint,
      ca: 'PEM',
      credentials: { exec: { command, args } },
    });
  },
);

const status = (code: number, message: string, causes: readonly string[] = []) => ({
  status: code,
  body: { kind: 'Status', code, message, details: { causes: causes.map((cause) => ({ message: cause })) } },
});

test.each([
  [
    'unknown credentials',
    status(401, 'Unauthorized'),
    /does not know the credentials \(401\)\n.*→ Get new ones/,
  ],
  [
    'a right that is missing in a namespace',
    status(
      403,
      'pods is forbidden: User "ci" cannot list resource "pods" in API group "" in the namespace "shop"',
    ),
    /forbids it: .*\n.*→ Grant ci a Role in the namespace shop with apiGroups \[""\], resources \["pods"\], verbs \["list"\]/,
  ],
  [
    'a right that is missing in the cluster',
    status(
      403,
      'nodes is forbidden: User "ci" cannot list resource "nodes" in API group "" at the cluster scope',
    ),
    /→ Grant ci a ClusterRole/,
  ],
  [
    'causes beside the message',
    status(429, "Cannot evict pod as it would violate the pod's disruption budget.", [
      'The disruption budget web needs 2 healthy pods and has 2 currently',
    ]),
    /answered 429: Cannot evict .* The disruption budget web needs 2/,
  ],
  [
    'a proxy in between',
    { status: 502, body: '<html>\n<h1>Bad\nGateway</h1>' },
    /answered 502: <html> <h1>Bad Gateway<\/h1>$/,
  ],
])('a response with %s is reported, without the token', async (_, given, message) => {
  answer = given;
  const failed = existing(SECRET);
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.toMatchObject({ status: given.status });
  await expect(failed).rejects.toBeInstanceOf(Refusal);
  await expect(failed).rejects.not.toThrow(SECRET);
});

test('a cluster that does not listen is a failure with its address', async () => {
  const port = 1;
  const connection = { kind: 'existing', endpoint: `https://127.0.0.1:${port}`, ca: '' } as const;
  await expect(versionOf(connection, SECRET)).rejects.toThrow(
    `can't reach the cluster https://127.0.0.1:${port}: nothing listens there\n    → Check that the cluster runs`,
  );
});

test.each([
  ['CERT_HAS_EXPIRED', 'certificate has expired'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'signed by an unknown authority'],
  ['ENOTFOUND', 'its name is not known'],
  ['SOMETHING_NEW', 'what was said'],
])('%s is explained', (code, says) => {
  const error = Object.assign(new Error('what was said'), { code });
  const place = { cluster: 'prod', server: 'https://k8s.example.com', timeoutMs: 30_000 };
  expect((explainUnreachable(error, place) as Error).message).toContain(
    `can't reach the cluster prod (https://k8s.example.com): ${code === 'SOMETHING_NEW' ? says : ''}`,
  );
  expect((explainUnreachable(error, place) as Error).message).toContain(says);
});

test('an error that is not about the network stays as it is', () => {
  const defect = new TypeError('x is not a function');
  expect(explainUnreachable(defect, { cluster: 'c', server: 's', timeoutMs: 1 })).toBe(defect);
});
