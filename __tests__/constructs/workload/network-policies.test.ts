import type { TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { Namespace } from '../../../constructs/namespace';
import {
  apiServer,
  certManager,
  cidr,
  type Endpoint,
  external,
  inNamespace,
  internet,
  plainHttp,
  tcp,
  udp,
  Workload,
} from '../../../constructs/workload';
import { containerOf, props, synthApi } from './a-workload';
import { mayConnect, type Party, type Policy } from './network';
import { synthKubernetes } from './synth-kubernetes';

const PORTS = { http: 8080, admin: 9090 };
type PortName = keyof typeof PORTS;

function pod(name: string, namespace = 'shop'): Party {
  return { namespace, labels: { 'app.kubernetes.io/name': name } };
}

function policiesOf(build: (stack: TerraformStack, namespace: Namespace) => void): Record<string, Policy> {
  return synthKubernetes((stack) => {
    build(stack, new Namespace(stack, 'shop'));
  }).kubernetes_network_policy_v1 as Record<string, Policy>;
}

test('opens exactly the declared connections between workloads of one namespace', () => {
  const names = ['a', 'b', 'c'] as const;
  const port = fc.constantFrom<PortName>('http', 'admin');
  const edge = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names), port });
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 8 }), (edges) => {
      const policies = policiesOf((stack, namespace) => {
        for (const name of names) {
          const connectsTo = Object.fromEntries(
            edges
              .filter(({ from }) => from === name)
              .map(({ to, port }, index): [string, Endpoint] => [
                `PEER_${index}`,
                { kind: 'workload', workload: to, port, number: PORTS[port] },
              ]),
          );
          new Workload(stack, name, props({ namespace, ports: PORTS, connectsTo }));
        }
      });
      for (const from of names)
        for (const to of names)
          for (const [port, number] of Object.entries(PORTS)) {
            const declared = edges.some((edge) => edge.from === from && edge.to === to && edge.port === port);
            expect([from, to, port, mayConnect(policies, pod(from), pod(to), number)]).toEqual([
              from,
              to,
              port,
              declared,
            ]);
          }
    }),
    { numRuns: 25 },
  );
});

test('opens a connection across namespaces at both ends, and only to the named workload', () => {
  const policies = synthKubernetes((stack) => {
    const shop = new Namespace(stack, 'shop');
    const data = new Namespace(stack, 'data');
    const database = new Workload(
      stack,
      'database',
      props({ namespace: data, ports: { sql: 5432 }, ready: tcp('sql') }),
    );
    new Workload(
      stack,
      'api',
      props({ namespace: shop, connectsTo: { DATABASE: database.endpoint('sql') } }),
    );
  }).kubernetes_network_policy_v1 as Record<string, Policy>;

  expect(mayConnect(policies, pod('api'), pod('database', 'data'), 5432)).toBe(true);
  expect(mayConnect(policies, pod('api'), pod('database'), 5432)).toBe(false);
  expect(mayConnect(policies, pod('api', 'data'), pod('database', 'data'), 5432)).toBe(false);
  expect(mayConnect(policies, pod('web'), pod('database', 'data'), 5432)).toBe(false);
  expect(Object.keys(policies)).toEqual(
    expect.arrayContaining(['api-to-data-database', 'database-from-shop-api']),
  );
});

test('names the two policies of a connection after its two ends', () => {
  const policies = policiesOf((stack, namespace) => {
    const database = { kind: 'workload', workload: 'database', port: 'sql', number: 5432 } as const;
    new Workload(
      stack,
      'api',
      props({ namespace, connectsTo: { DATABASE: database, REPORTS: { ...database, number: 5433 } } }),
    );
  });
  expect(Object.keys(policies).sort()).toEqual([
    'api-to-database',
    'database-from-api',
    'shop-default-deny',
    'shop-to-dns',
  ]);
  expect(policies['api-to-database']?.spec.egress?.[0]?.ports).toEqual([
    { port: '5432', protocol: 'TCP' },
    { port: '5433', protocol: 'TCP' },
  ]);
});

test('lets the ingress controller reach the public port and nothing else', () => {
  const policies = policiesOf((stack, namespace) => {
    new Workload(
      stack,
      'web',
      props({
        namespace,
        ports: PORTS,
        ingress: { port: 'http', domain: 'shop.example.com', className: 'nginx', tls: plainHttp('test') },
      }),
    );
  });
  const controller = pod('controller', 'ingress-nginx');
  expect(mayConnect(policies, controller, pod('web'), PORTS.http)).toBe(true);
  expect(mayConnect(policies, controller, pod('web'), PORTS.admin)).toBe(false);
  expect(mayConnect(policies, controller, pod('api'), PORTS.http)).toBe(false);
  expect(mayConnect(policies, pod('controller', 'elsewhere'), pod('web'), PORTS.http)).toBe(false);
  expect(mayConnect(policies, pod('web'), controller, 443)).toBe(false);
});

test.each([
  { tls: certManager('letsencrypt'), open: true },
  { tls: plainHttp('test'), open: false },
])('lets a certificate challenge through only if cert-manager makes one: $tls.kind', ({ tls, open }) => {
  const policies = policiesOf((stack, namespace) => {
    const ingress = {
      port: 'http',
      domain: 'shop.example.com',
      className: 'nginx',
      tls,
      controllerNamespace: 'edge',
    };
    new Workload(stack, 'web', props({ namespace, ingress }));
  });
  const solver = { namespace: 'shop', labels: { 'acme.cert-manager.io/http01-solver': 'true' } };
  expect(mayConnect(policies, pod('controller', 'edge'), solver, 8089)).toBe(open);
});

describe('a server outside the cluster', () => {
  const policies = policiesOf((stack, namespace) => {
    const connectsTo = {
      PAYMENTS: external('api.payments.example', 443),
      LEGACY: external('db.internal', 1521, ['10.20.0.0/16']),
    };
    new Workload(stack, 'api', props({ namespace, connectsTo }));
  });

  test.each([
    ['a public address', '203.0.113.7', 443, true],
    ['a public address on another port', '203.0.113.7', 80, false],
    ['a private address', '10.1.2.3', 443, false],
    ["the cloud's metadata service", '169.254.169.254', 443, false],
    ['the network that was named', '10.20.9.9', 1521, true],
    ['its neighbour', '10.21.0.1', 1521, false],
  ])('may be reached as declared: %s', (_, address, port, open) => {
    expect(mayConnect(policies, pod('api'), { address }, port)).toBe(open);
  });

  test('is found by its name', () => {
    const resource = synthApi({ connectsTo: { PAYMENTS: external('api.payments.example', 443) } });
    expect(containerOf(resource).env).toEqual([
      { name: 'PAYMENTS_HOST', value: 'api.payments.example' },
      { name: 'PAYMENTS_PORT', value: '443' },
    ]);
  });

  test('cannot be reached by any other workload', () => {
    expect(mayConnect(policies, pod('web'), { address: '203.0.113.7' }, 443)).toBe(false);
  });
});

describe('egress', () => {
  const egress = [
    internet(443, udp(123)),
    cidr('10.1.0.0/16', 5432),
    apiServer({ networks: ['10.0.0.10/32'] }),
  ];
  const resource = synthKubernetes((stack) => {
    new Workload(stack, 'api', props({ namespace: new Namespace(stack, 'shop'), egress }));
  });
  const policies = resource.kubernetes_network_policy_v1 as Record<string, Policy>;

  test.each([
    ['the internet', '203.0.113.7', 443, 'TCP', true],
    ['the internet by UDP', '203.0.113.7', 123, 'UDP', true],
    ['that port by TCP', '203.0.113.7', 123, 'TCP', false],
    ['the network', '10.1.9.9', 5432, 'TCP', true],
    ['another port of the network', '10.1.9.9', 443, 'TCP', false],
    ['the API server', '10.0.0.10', 6443, 'TCP', true],
    ['its neighbour', '10.0.0.11', 6443, 'TCP', false],
  ])('opens what it names and no more: %s', (_, address, port, protocol, open) => {
    expect(mayConnect(policies, pod('api'), { address }, port, protocol)).toBe(open);
  });

  test('sets no variable', () => {
    expect(containerOf(resource)).not.toHaveProperty('env');
  });
});

describe('a Service of a namespace that somebody else fills', () => {
  const broker = inNamespace('kafka').service('broker', 9092, {
    podLabels: { app: 'kafka' },
    container: 9093,
  });
  const resource = synthKubernetes((stack) => {
    const namespace = new Namespace(stack, 'shop');
    new Workload(stack, 'api', props({ namespace, connectsTo: { KAFKA: broker } }));
  });
  const policies = resource.kubernetes_network_policy_v1 as Record<string, Policy>;
  const kafka = { namespace: 'kafka', labels: { app: 'kafka' } };

  test('may be reached on the port that its pods listen on, and only its pods', () => {
    expect(mayConnect(policies, pod('api'), kafka, 9093)).toBe(true);
    expect(mayConnect(policies, pod('api'), kafka, 9092)).toBe(false);
    expect(mayConnect(policies, pod('api'), { ...kafka, namespace: 'shop' }, 9093)).toBe(false);
    expect(mayConnect(policies, pod('api'), { ...kafka, labels: { app: 'zookeeper' } }, 9093)).toBe(false);
  });

  test('gets no policy of ours, which would deny its pods everything else', () => {
    expect(Object.values(policies).map(({ metadata }) => metadata.namespace)).not.toContain('kafka');
  });

  test('is found by its name there', () => {
    expect(containerOf(resource).env).toEqual([
      { name: 'KAFKA_HOST', value: 'broker.kafka.svc' },
      { name: 'KAFKA_PORT', value: '9092' },
    ]);
  });
});
