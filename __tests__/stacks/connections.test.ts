import {
  apiServer,
  existing,
  external,
  httpGet,
  image,
  interpolate,
  kubeconfig,
  openshiftDns,
  ref,
  service,
  type Service,
  type ServiceProps,
  tcp,
} from 'slipway';
import { checkComposition, checkShape, resolveComposition } from '../../model';
import {
  type Changes,
  context,
  front,
  provides,
  services,
  smallProject,
  store,
} from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { front: settings, store: stored } = services('dev.example.com');
const plain = { replicas: 1, cpu: settings.cpu, memory: settings.memory };

/** A service like `front`, but for what a test is about. */
function frontWith(props: Partial<ServiceProps>): Service {
  return service({ ...(front.props as ServiceProps), ...props });
}

function projectOf(changed: Service, dev: object = {}): Changes {
  return { devOnly: true, project: { services: [changed, store] }, dev };
}

function resourcesOf(changes: Changes): any {
  return synthProject(smallProject(changes)).stacks['dev-services']?.resource;
}

function problemsOf(changes: Changes): string[] {
  const input = smallProject(changes);
  const shape = checkShape(input);
  const findings = shape.length > 0 ? shape : checkComposition(resolveComposition(input));
  return findings
    .filter(({ rule }) => /^(connections|cluster|shape)\//.test(rule))
    .map(({ rule, path, value, advice }) => `${rule} ${path}: ${value ?? ''}. ${advice}`);
}

test('an address in a variable sets it, opens the connection and orders the rollouts', () => {
  const resource = resourcesOf(
    projectOf(frontWith({ connectsTo: {}, env: { STORE: interpolate`sql://${store.address('sql')}/x` } })),
  );
  const { template } = resource.kubernetes_deployment_v1.front.spec;
  expect(template.spec.container[0].env).toContainEqual({ name: 'STORE', value: 'sql://store:5432/x' });
  expect(Object.keys(resource.kubernetes_network_policy_v1)).toContain('front-to-store');
  expect(resource.kubernetes_deployment_v1.front.depends_on).toContain('kubernetes_stateful_set_v1.store');
});

test('a reference connects, and orders nothing', () => {
  const changed = frontWith({ connectsTo: { STORE: ref('store').port('sql') }, env: {} });
  const resource = resourcesOf(projectOf(changed));
  expect(Object.keys(resource.kubernetes_network_policy_v1)).toEqual(
    expect.arrayContaining(['front-to-store', 'store-from-front']),
  );
  expect(resource.kubernetes_deployment_v1.front.depends_on).not.toContain(
    'kubernetes_stateful_set_v1.store',
  );
});

test('two services that call each other are described, in types and in policies', () => {
  const orders = service({
    name: 'front',
    image: image({ context }),
    ports: { http: 8080 },
    ready: httpGet('http', '/'),
    env: { PAYMENTS: ref('store').address('sql') },
  });
  const payments = service({
    name: 'store',
    image: image({ context }),
    ports: { sql: 5432 },
    ready: tcp('sql'),
    connectsTo: { ORDERS: orders.port('http') },
  });
  const resource = resourcesOf({
    devOnly: true,
    project: { services: [orders, payments] },
    dev: { secrets: {}, services: { front: plain, store: plain } },
  });
  expect(Object.keys(resource.kubernetes_network_policy_v1).sort()).toEqual([
    'front-from-store',
    'front-to-store',
    'store-from-front',
    'store-to-front',
  ]);
  expect(resource.kubernetes_deployment_v1.store.depends_on).toContain('kubernetes_deployment_v1.front');
});

test.each([
  [ref('stroe').port('sql'), 'connections/target services.front.connectsTo.STORE: stroe. Is store meant?'],
  [
    ref('billing').port('sql'),
    'connections/target services.front.connectsTo.STORE: billing. Its services are front, store.',
  ],
  [ref('store').port('sqll'), 'connections/port services.front.connectsTo.STORE: sqll. Is sql meant?'],
])('a reference that leads nowhere is refused, with the name that was meant: %j', (target, problem) => {
  expect(problemsOf(projectOf(frontWith({ connectsTo: { STORE: target } })))).toEqual([problem]);
});

test('a reference in a variable is checked like any other', () => {
  const changed = frontWith({ connectsTo: {}, env: { STORE: ref('store').address('http') } });
  expect(problemsOf(projectOf(changed))).toEqual([
    'connections/port services.front.env.STORE: http. Its ports are sql.',
  ]);
});

test('a circle of connections names the way out', () => {
  const a: Service = service({ ...(front.props as ServiceProps), connectsTo: {} });
  const b = frontWith({
    name: 'store',
    ports: { sql: 5432 },
    connectsTo: {},
    env: { A: a.address('http') },
    public: undefined,
  });
  Object.assign(a.props, { env: { B: b.address('sql') } });
  const [circle] = problemsOf({ devOnly: true, project: { services: [a, b] } });
  expect(circle).toContain('front → store → front');
  expect(circle).toContain("ref('front')");
});

test('a server outside the cluster stands beside the services', () => {
  const changed = frontWith({ connectsTo: { PAY: external('pay.example.com', 443) } });
  const resource = resourcesOf(projectOf(changed));
  const { template } = resource.kubernetes_deployment_v1.front.spec;
  expect(template.spec.container[0].env).toContainEqual({ name: 'PAY_HOST', value: 'pay.example.com' });
  expect(Object.keys(resource.kubernetes_network_policy_v1)).toContain('front-to-outside');
});

test('servers outside under egress are told where they stand now', () => {
  const changed = frontWith({ egress: { PAY: external('pay.example.com', 443) } as never });
  expect(problemsOf(projectOf(changed))[0]).toMatch(/^shape\/kind services\.front\.egress/);
});

describe('the API server', () => {
  const asking = frontWith({ egress: [apiServer()] });
  const on = (endpoint: string, apiServer?: object) =>
    projectOf(asking, {
      cluster: existing({
        endpoint,
        ca: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
        provides: { ...provides(), ...(apiServer && { apiServer }) } as never,
      }),
      pools: {},
      networks: {},
      hypervisors: {},
    });
  const opened = (changes: Changes) =>
    resourcesOf(changes).kubernetes_network_policy_v1['front-to-outside'].spec.egress;

  test('is where an existing cluster has its address', () => {
    expect(opened(on('https://203.0.113.10:6443'))).toEqual([
      { to: [{ ip_block: { cidr: '203.0.113.10/32' } }], ports: [{ port: '6443', protocol: 'TCP' }] },
    ]);
  });

  test('is where the cluster says', () => {
    expect(opened(on('https://api.example.com', { networks: ['10.0.0.0/28'], ports: [443] }))).toEqual([
      { to: [{ ip_block: { cidr: '10.0.0.0/28' } }], ports: [{ port: '443', protocol: 'TCP' }] },
    ]);
  });

  test('has to be told where only its name is known', () => {
    expect(problemsOf(on('https://api.example.com'))[0]).toMatch(
      /^cluster\/provides environments\.dev\.cluster\.provides\.apiServer: missing/,
    );
  });
});

test('an address of a port that the service does not have does not compile', () => {
  // @ts-expect-error store has no port nope
  expect(store.address('nope').parts).toHaveLength(1);
  expect(stored.volumes).toBeDefined();
});

test('pods ask for names where the cluster says', () => {
  const dns = { ...provides(), dns: [openshiftDns()] };
  const cluster = kubeconfig({ context: 'dev', nodePool: 'nodes', provides: dns });
  const { stacks } = synthProject(smallProject({ devOnly: true, dev: { cluster } }));
  const resource = stacks['dev-base']?.resource as any;
  const [{ ports }] = resource.kubernetes_network_policy_v1['small-dev-to-dns'].spec.egress;
  expect(ports[0]).toEqual({ port: '5353', protocol: 'TCP' });
});
