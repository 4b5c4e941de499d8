import {
  Duration,
  existing,
  exec,
  httpCheck,
  httpState,
  joins,
  kubernetesState,
  localState,
  managedSecret,
  plainHttp,
  podCheck,
  postgresState,
  prebuilt,
  prometheusCheck,
  s3State,
  secretKey,
  service,
} from 'slipway';
import { accepted, cluster, host, provides, type Raw, refused } from '../../support/three-environments';

const CA = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

function state(given: object) {
  return (r: Raw) => {
    r.project.state = given;
  };
}

function folder(name: string) {
  return state(localState({ folder: name }));
}

function byAddress(options: object) {
  return (r: Raw) => {
    r.dev.cluster = existing({ endpoint: 'https://k:6443', ca: CA, provides: provides(), ...options });
  };
}

describe('what is nobody’s', () => {
  refused([
    [
      'the state in what an image is built from',
      (r) => void (r.project.state = localState({ folder: 'web/state' })),
      'project.state.folder must not be in what the image of web is built from: it would be sent to the build, but is "web/state"',
    ],
    ...['10.0.0.1', 'a..b', 'a.-b', 'xn--shop', 'shop-s3alias'].map(
      (bucket) =>
        [
          `a bucket ${bucket}`,
          (r: Raw) => void (r.project.state = s3State({ bucket, region: 'eu-central-1' })),
          'project.state.bucket must be the name of a bucket',
        ] as const,
    ),
    [
      'an endpoint that is every address of a server',
      (r) =>
        void (r.dev.cluster = existing({ endpoint: 'https://0.0.0.0:6443', ca: CA, provides: provides() })),
      'environments.dev.cluster.endpoint must be an address that can be reached',
    ],
  ]);
});

describe('the folder of local states', () => {
  const path = 'project.state.folder';
  const form = `${path} must be a path of letters, digits, dots, underscores and hyphens`;
  refused([
    ...['cdktf.out', 'environments', 'releases', 'node_modules', '.git', '.terraform', 'a/.git/b'].map(
      (name) =>
        [
          name,
          folder(name),
          `${path} must not be in ${name === 'a/.git/b' ? '.git' : name}, where Slipway or another tool keeps its own`,
        ] as const,
    ),
    ...['state/', 'sta te', '${x}', 'state\n', '~', 'a//b'].map(
      (name) => [JSON.stringify(name), folder(name), form] as const,
    ),
    ...['', '/var/state', '../state', './state'].map(
      (name) =>
        [
          JSON.stringify(name),
          folder(name),
          `${path} must be a folder inside the project, relative to it`,
        ] as const,
    ),
  ]);
  accepted([['a hidden folder', 'no other tool uses it', folder('.state/shop')]]);
});

describe('states that others keep', () => {
  refused([
    [
      'a bucket with spaces, which no store takes',
      state(s3State({ bucket: 'Not A Bucket', region: 'eu' })),
      'project.state.bucket must be the name of a bucket',
    ],
    [
      'no region',
      state(s3State({ bucket: 'shop-state', region: '' })),
      'project.state.region must be the name of a region, but is ""',
    ],
    [
      'a key that begins with a slash',
      state(s3State({ bucket: 'shop-state', region: 'eu', prefix: '/x' })),
      'project.state.prefix must begin the key of an object',
    ],
    [
      'an object store without TLS',
      state(s3State({ bucket: 'shop-state', region: 'eu', endpoint: 'http://minio.example.com' })),
      'project.state.endpoint must be reached by https',
    ],
    [
      'a server without TLS',
      state(httpState({ address: 'http://state.example.com' })),
      'project.state.address must be reached by https',
    ],
    [
      'no prefix, by which two projects in one database would share schemas',
      state(postgresState({ schemaPrefix: '' })),
      'project.state.schemaPrefix must begin the name of a schema',
    ],
    [
      "PostgreSQL's own prefix",
      state(postgresState({ schemaPrefix: 'pg_' })),
      'project.state.schemaPrefix must begin the name of a schema',
    ],
    [
      'no context, which means the current one',
      state(kubernetesState({ namespace: 'x', configPath: '~/.kube/config', configContext: '' })),
      'project.state.configContext must be the name of a context of the kubeconfig',
    ],
    [
      'a namespace that there cannot be',
      state(kubernetesState({ namespace: 'Bad NS', configPath: '~/.kube/config', configContext: 'c' })),
      'project.state.namespace must be the name of a namespace (RFC 1123 label), but is "Bad NS"',
    ],
    [
      'a relative kubeconfig',
      state(kubernetesState({ namespace: 'x', configPath: 'kubeconfig', configContext: 'c' })),
      'project.state.configPath must be the path of a file that is the same in every folder',
    ],
  ]);
  accepted([
    [
      'an object store on this machine',
      'nothing leaves it in clear',
      state(s3State({ bucket: 'shop-state', region: 'eu', endpoint: 'http://127.0.0.1:9000' })),
    ],
    [
      'schemas whose names differ by - and _ alone',
      'no name of ours has an underscore, so that two never meet',
      (r) => {
        r.project.state = postgresState({ schemaPrefix: 'p_' });
        r.dev.hypervisors = { 'a-b': host('qemu:///system') };
        r.dev.pools.nodes.slots = { 0: 'a-b' };
      },
    ],
  ]);
});

describe('clusters', () => {
  const path = 'environments.dev.cluster';
  refused([
    [
      'a relative kubeconfig',
      cluster({ path: 'kubeconfig' }),
      `${path}.path must be the path of a file that is the same in every folder`,
    ],
    [
      'a context that a program takes for an option',
      cluster({ context: '--all' }),
      `${path}.context must be the name of a context of the kubeconfig, with no space and no hyphen first`,
    ],
    ['no certificates', byAddress({ ca: '' }), `${path}.ca must be certificates in PEM, and nothing else`],
    [
      'remarks between a hundred certificates',
      byAddress({ ca: `${`${CA}\n`.repeat(100)}# Old\n${CA}` }),
      `${path}.ca must be certificates in PEM, and nothing else`,
    ],
    [
      'a private key, which is not shown',
      byAddress({ ca: '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----' }),
      `${path}.ca must be certificates in PEM, and nothing else, but is "-----BEGIN PRIVATE KEY-----…"`,
    ],
    [
      'an API server without TLS',
      byAddress({ endpoint: 'http://k:6443' }),
      `${path}.endpoint must be reached by https, since the token goes over it`,
    ],
    [
      'an address of the API server that is no network, though nobody asks for it',
      cluster({}, { apiServer: { networks: ['10.0.0.1'] } }),
      `${path}.provides.apiServer.networks["10.0.0.1"] must be a network`,
    ],
    [
      'an API server without ports',
      cluster({}, { apiServer: { networks: ['10.0.0.1/32'], ports: [] } }),
      `${path}.provides.apiServer.ports must be the numbers of its ports, 1–65535`,
    ],
    [
      'labels of Prometheus that there cannot be',
      cluster({}, { monitoring: { namespace: 'm', podLabels: { 'a b': 'x' } } }),
      `${path}.provides.monitoring.podLabels["a b"] must be a label`,
    ],
    [
      'annotations of an ingress that there cannot be, told where they are said',
      cluster({}, { ingress: { className: 'n', annotations: { 'a b': 'x' }, tls: plainHttp('a test') } }),
      `1 problem, nothing was written:\n  ${path}.provides.ingress.annotations["a b"] must have a key`,
    ],
    [
      'nowhere to ask for names',
      cluster({}, { dns: [] }),
      `${path}.provides.dns must name at least one place`,
    ],
    ...(
      [
        ['another port than there can be', { endpoint: 'https://k:70000' }, 'endpoint must be the address'],
        [
          'itself',
          { endpoint: 'https://localhost:6443' },
          'endpoint must be an address by which other machines',
        ],
        [
          'itself by its address',
          { endpoint: 'https://127.0.0.1:6443' },
          'endpoint must be an address by which',
        ],
        ['no name of a host', { endpoint: 'https://-k..x:6443' }, 'endpoint must be an address by which'],
        ['itself for names', { dns: '127.0.0.1' }, 'dns must be an address that pods can ask'],
      ] as const
    ).map(
      ([input, props, says]) =>
        [
          `a node that asks ${input}`,
          (r: Raw) => {
            const k = existing({ endpoint: 'https://k:6443', ca: CA, provides: provides() });
            r.dev.cluster = joins(k, 'nodes', { dns: '10.96.0.10', ...props });
          },
          `${path}.node.${says}`,
        ] as const,
    ),
    [
      'no storage class',
      cluster({}, { storageClass: '' }),
      `${path}.provides.storageClass must be the name of a storage class, but is ""`,
    ],
    [
      'a storage class with spaces',
      cluster({}, { storageClass: 'Not A Class' }),
      `${path}.provides.storageClass must be the name of a storage class`,
    ],
    [
      'an empty reason',
      cluster({}, { ingress: { ...provides().ingress, tls: { kind: 'plain-http', reason: ' ' } } }),
      `${path}.provides.ingress.tls.reason must be a reason that people can read`,
    ],
  ]);
  accepted([
    [
      'a cluster that enforces no policies',
      'it is declared, and every synth warns of it',
      cluster({}, { networkPolicies: false }),
    ],
    ['plain HTTP in production', 'it has a reason, which is written beside the ingress', () => undefined],
  ]);
});

const stranger = service({
  name: 'stranger',
  image: prebuilt(`registry.example.com/stranger@sha256:${'0'.repeat(64)}`),
  ports: { http: 80, dns: { container: 53, protocol: 'UDP' } },
  ready: exec(['true']),
});

describe('checks', () => {
  const checks =
    (...given: readonly object[]) =>
    (r: Raw) =>
      void (r.dev.checks = given);
  const server = 'https://prometheus.example.com';
  refused([
    [
      'an address without its scheme',
      checks(httpCheck({ url: 'shop.example.com/healthz' })),
      'environments.dev.checks[0].url must be the address of a web page, with http:// or https://, but is not an address',
    ],
    [
      'an address of another scheme',
      checks(httpCheck({ url: 'file:///etc/passwd' })),
      'environments.dev.checks[0].url must be the address of a web page, with http:// or https://, but is file:',
    ],
    [
      'a password in an address',
      checks(
        prometheusCheck({
          server: 'https://ci:s3cr3t-of-ci@prometheus.example.com',
          query: 'up',
          atLeast: 1,
        }),
      ),
      'environments.dev.checks[0].server must not hold a user or a password',
    ],
    [
      'a status that no answer has',
      checks(httpCheck({ url: server, status: 2000 })),
      'environments.dev.checks[0].status must be the status of an answer: from 200 to 599, but is 2000',
    ],
    [
      'a port that the service has not',
      checks(podCheck({ to: stranger.port('http') })),
      'environments.dev.checks[0].to must lead to a service of this project, but is stranger',
    ],
    [
      'a path without its /',
      checks(podCheck({ to: stranger.port('http'), path: 'healthz' })),
      'environments.dev.checks[0].path must begin with / and hold only what may be sent of an address: no spaces, no #, no letters beyond ASCII, but is "healthz"',
    ],
    [
      'a path with what no browser sends',
      checks(podCheck({ to: stranger.port('http'), path: '/a#part' })),
      'environments.dev.checks[0].path must begin with / and hold only what may be sent of an address',
    ],
    [
      'a path with a line break',
      checks(podCheck({ to: stranger.port('http'), path: '/\r\nX: y' })),
      'environments.dev.checks[0].path must begin with /',
    ],
    [
      'a port for UDP',
      checks(podCheck({ to: stranger.port('dns') })),
      'environments.dev.checks[0].to must be a port that speaks HTTP, but is dns, a port for UDP',
    ],
    ['the name of a port', checks({ kind: 'pods', to: 'http' }), 'environments.dev.checks[0].to must be '],
    [
      'a text that every page contains',
      checks(httpCheck({ url: server, contains: '' })),
      'environments.dev.checks[0].contains must be a text that only the right answer contains',
    ],
    [
      'no time at all',
      checks(httpCheck({ url: server, within: Duration.seconds(0) })),
      'environments.dev.checks[0].within must be longer than no time',
    ],
    [
      'a time for which no timer waits',
      checks({ kind: 'command', command: ['true'], within: Duration.hours(600) }),
      'environments.dev.checks[0].within must be longer than no time, and at most 7 days',
    ],
    [
      'a command without a program',
      checks({ kind: 'command', command: [] }),
      'environments.dev.checks[0].command must be a program and its arguments, but is []',
    ],
    [
      'a command as one text',
      checks({ kind: 'command', command: 'npm run e2e' }),
      'environments.dev.checks[0].command must be a list',
    ],
    [
      'a query without a bound',
      checks(prometheusCheck({ server, query: 'up' })),
      'environments.dev.checks[0] must have `atMost`, `atLeast`, or both, the least not above the most',
    ],
    [
      'bounds that no value keeps',
      checks(prometheusCheck({ server, query: 'up', atLeast: 2, atMost: 1 })),
      'environments.dev.checks[0] must have `atMost`, `atLeast`, or both, the least not above the most, but is at least 2, at most 1',
    ],
    [
      'an empty query',
      checks(prometheusCheck({ server, query: ' ', atMost: 1 })),
      'environments.dev.checks[0].query must be an expression of PromQL',
    ],
    [
      'a token where the name of its variable belongs',
      checks(prometheusCheck({ server, query: 'up', atMost: 1, tokenVariable: 'eyJhbGciOi.J9-x' })),
      'environments.dev.checks[0].tokenVariable must be the name of an environment variable, not a token, but is not a name',
    ],
    [
      'a check that there is not',
      checks({ kind: 'grpc', url: server }),
      'environments.dev.checks[0].kind must be httpCheck(…), podCheck(…), commandCheck(…) or prometheusCheck(…)',
    ],
  ]);
});

describe('times and numbers', () => {
  refused([
    [
      'a day that there is not',
      (r) => {
        const [from, until] = ['2026-02-30T00:00:00Z', '2026-03-01T00:00:00Z'];
        r.staging.freeze = [{ from, until, reason: 'x' }];
      },
      'environments.staging.freeze[0].from must be an instant in UTC, to the second, but is 2026-02-30T00:00:00Z',
    ],
    [
      'more replicas than Kubernetes counts',
      (r) => {
        delete r.dev.cluster.nodePool;
        r.dev.services.web.replicas = 3e9;
      },
      'environments.dev.services.web.replicas must be a whole number from 0 to 2147483647, but is 3000000000',
    ],
  ]);
});

describe('secrets', () => {
  refused([
    [
      'one variable for the secrets of two environments',
      (r) => {
        r.services['api'].secrets = {
          A: secretKey('b-shop', 'key'),
          PASSWORD: secretKey('shop', 'key'),
        };
        r.staging.name = 'dev-b';
        for (const { secrets } of [r.dev, r.staging, r.prod]) {
          delete secrets['shop-database'];
          secrets['b-shop'] = managedSecret({ revision: 1 });
          secrets['shop'] = managedSecret({ revision: 1 });
        }
      },
      'environments.dev-b.secrets.shop must be asked for in variables of its own, but is dev_b_shop_key, for shop/key and for environments.dev.secrets.b-shop/key',
    ],
  ]);
  accepted([
    [
      'a revision of 2⁵³ − 1',
      'it is a number that every JSON parser reads exactly',
      (r) => (r.dev.secrets['shop-database'] = managedSecret({ revision: 2 ** 53 - 1 })),
    ],
    [
      'a soak of no time',
      'it says on purpose that none is asked for',
      (r) => (r.staging.soak = Duration.seconds(0)),
    ],
  ]);
});
