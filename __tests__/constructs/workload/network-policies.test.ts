import type { TerraformStack } from 'cdktf';
import fc from 'fast-check';
import { Namespace } from '../../../constructs/namespace';
import { certManager, type Endpoint, external, plainHttp, tcp, Workload } from '../../../constructs/workload';
import { props } from './a-workload';
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
                { workload: to, port, number: PORTS[port] },
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
    const database = { workload: 'database', port: 'sql', number: 5432 };
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
    const egress = {
      PAYMENTS: external('api.payments.example', 443),
      LEGACY: external('db.internal', 1521, ['10.20.0.0/16']),
    };
    new Workload(stack, 'api', props({ namespace, egress }));
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

  test('cannot be reached by any other workload', () => {
    expect(mayConnect(policies, pod('web'), { address: '203.0.113.7' }, 443)).toBe(false);
  });
});
