import {
  absent,
  Cpu,
  existing,
  external,
  image,
  joins,
  kubeconfig,
  libvirt,
  localState,
  machineImage,
  nat,
  noProbe,
  project,
  replacedBy,
  service,
  Size,
} from 'slipway';
import { front, provides, root, services, store } from '../support/small-project';

// What these tests are about happens in the compiler: `npm run typecheck` fails where an error that is expected is missing.
const small = project({
  name: 'small',
  root,
  registry: 'registry.example.com/small',
  state: localState(),
  services: [front, store],
});
const cluster = kubeconfig({ context: 'dev', provides: provides() });
const both = services('dev.example.com');

test('an environment with everything it needs compiles', () => {
  expect(small.environment({ name: 'dev', cluster, services: both }).services).toBe(both);
});

test('a missing service does not compile', () => {
  // @ts-expect-error store is missing
  small.environment({ name: 'dev', cluster, services: { front: both.front } });
});

test('a service may be replaced or absent instead, at ports that it has', () => {
  const store = replacedBy({ sql: external('sql.example.com', 5432) });
  small.environment({ name: 'dev', cluster, services: { front: absent('a test'), store } });
  const wrong = replacedBy({ http: external('sql.example.com', 80) });
  // @ts-expect-error store has no port http
  small.environment({ name: 'dev', cluster, services: { ...both, store: wrong } });
});

test('what an environment says of servers and containers has the names that the service has', () => {
  const api = service({
    name: 'api',
    image: image({ context: root }),
    ready: noProbe('a test'),
    connectsTo: { STORE: store.port('sql'), DB: external('db.example.com', 5432) },
    initContainers: { warm: { command: ['warm'] } },
  });
  const one = project({ name: 'one', root, state: localState(), services: [api] });
  const size = { replicas: 1, cpu: Cpu.millis(1), memory: Size.mebibytes(1) };
  const environment = (said: Parameters<typeof one.environment>[0]['services']['api']) =>
    one.environment({ name: 'dev', cluster, services: { api: said } });
  const db = external('db.dev.example.com', 5432);
  environment({ ...size, connectsTo: { DB: db }, initContainers: { warm: { memory: Size.mebibytes(2) } } });
  // @ts-expect-error STORE is a service
  environment({ ...size, connectsTo: { STORE: db } });
  // @ts-expect-error there is no such container
  environment({ ...size, initContainers: { worm: {} } });
});

test('a missing domain, volume size or setting does not compile', () => {
  const { domain: _domain, ...noDomain } = both.front;
  const { volumes: _volumes, ...noVolumes } = both.store;
  // @ts-expect-error the public service needs a domain
  small.environment({ name: 'dev', cluster, services: { ...both, front: noDomain } });
  // @ts-expect-error the volume needs a size
  small.environment({ name: 'dev', cluster, services: { ...both, store: noVolumes } });
  // @ts-expect-error LOG_LEVEL is left to the environment
  small.environment({ name: 'dev', cluster, services: { ...both, front: { ...both.front, settings: {} } } });
});

test('an unknown property of a service does not compile', () => {
  const described = { name: 'x', image: image({ context: root }), ready: noProbe('a test') } as const;
  expect(service(described).name).toBe('x');
  // @ts-expect-error it is called live
  service({ ...described, liveness: noProbe('a test') });
});

test('a connection to a port that the service does not have does not compile', () => {
  // @ts-expect-error store has no port http
  store.port('http');
});

test('a slot on an unknown hypervisor, or a pool on an unknown network, does not compile', () => {
  const memory = Size.gibibytes(1);
  const image = machineImage({
    name: 'tiny',
    source: '/tiny.qcow2',
    digest: `sha256:${'a'.repeat(64)}`,
    architecture: 'amd64',
  });
  const machine = { cpu: 1, memory, image, addresses: '10.1.0.16/28' };
  const hypervisors = { desk: libvirt({ uri: 'qemu:///system', cores: 4, memory }) };
  const networks = { lan: nat({ cidr: '10.1.0.0/24' }) };
  const props = { name: 'dev', cluster, services: both, hypervisors, networks } as const;
  small.environment({ ...props, pools: { nodes: { ...machine, slots: { 0: 'desk' }, network: 'lan' } } });
  // @ts-expect-error there is no hypervisor shelf
  small.environment({ ...props, pools: { nodes: { ...machine, slots: { 0: 'shelf' }, network: 'lan' } } });
  const nodes = { ...machine, slots: { 0: 'desk' }, network: 'lan' } as const;
  const on = (nodePool: 'nodes') => kubeconfig({ context: 'dev', nodePool, provides: provides() });
  small.environment({ ...props, pools: { nodes }, cluster: on('nodes') });
  // @ts-expect-error there is no pool others
  small.environment({ ...props, pools: { others: nodes }, cluster: on('nodes') });
  // @ts-expect-error there is no network wan
  small.environment({ ...props, pools: { nodes: { ...machine, slots: { 0: 'desk' }, network: 'wan' } } });
});

test('machines of an unknown pool, or for a cluster with other nodes, do not join', () => {
  const memory = Size.gibibytes(1);
  const hypervisors = { desk: libvirt({ uri: 'qemu:///system', cores: 4, memory }) };
  const networks = { lan: nat({ cidr: '10.1.0.0/24' }) };
  const image = machineImage({
    name: 'tiny',
    source: '/tiny.qcow2',
    digest: `sha256:${'a'.repeat(64)}`,
    architecture: 'amd64',
  });
  const nodes = { cpu: 1, memory, image, addresses: '10.1.0.16/28', slots: 1, network: 'lan' } as const;
  const props = { name: 'dev', services: both, hypervisors, networks, pools: { nodes } } as const;
  const known = { endpoint: 'https://10.1.0.1:6443', ca: 'PEM', provides: provides() };
  const dns = '10.96.0.10';
  const { cluster } = small.environment({ ...props, cluster: joins(existing(known), 'nodes', { dns }) });
  expect(cluster).toMatchObject({ nodePool: 'nodes', node: { endpoint: known.endpoint, ca: 'PEM', dns } });
  // @ts-expect-error there is no pool others
  small.environment({ ...props, cluster: joins(existing(known), 'others', { dns }) });
  // @ts-expect-error its nodes are another pool already
  joins(existing({ ...known, nodePool: 'others' }), 'nodes', { dns });
  // @ts-expect-error where its API server is, nobody knows
  joins(kubeconfig({ context: 'dev', provides: provides() }), 'nodes', { dns });
});

test('a daemon set takes no replicas, and everything else needs them', () => {
  const agent = service({
    name: 'agent',
    image: image({ context: root }),
    kind: 'daemonSet',
    ready: noProbe('a test'),
  });
  const one = project({
    ...{ name: 'one', root, registry: 'registry.example.com/one', state: localState() },
    services: [agent],
  });
  const { cpu, memory } = both.front;
  expect(one.environment({ name: 'dev', cluster, services: { agent: { cpu, memory } } }).name).toBe('dev');
  // @ts-expect-error the nodes decide
  one.environment({ name: 'dev', cluster, services: { agent: { cpu, memory, replicas: 1 } } });
  const { replicas: _replicas, ...unscaled } = both.front;
  // @ts-expect-error front may run several times
  small.environment({ name: 'dev', cluster, services: { ...both, front: unscaled } });
});

test('a group has only services of the project', () => {
  const props = { name: 'small', root, state: localState(), services: [front, store] } as const;
  expect(project({ ...props, groups: { shop: [front, store] } }).props.groups?.['shop']).toHaveLength(2);
  const other = service({ name: 'other', image: image({ context: root }), ready: noProbe('a test') });
  // @ts-expect-error other is not a service of the project
  project({ ...props, groups: { shop: [front, other] } });
});
