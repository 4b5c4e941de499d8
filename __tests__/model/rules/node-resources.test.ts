import {
  absent,
  Cpu,
  type HostPathOptions,
  hostPath,
  nodePort,
  noProbe,
  onHostNetwork,
  onHostPort,
  prebuilt,
  service,
  Size,
} from 'slipway';
import { checkComposition, resolveComposition } from '../../../model';
import { type Changes, devProps, front, services, smallProject, store } from '../../support/small-project';

const size = { cpu: Cpu.millis(10), memory: Size.mebibytes(16) };
const image = prebuilt(`docker.io/library/agent:1@sha256:${'a'.repeat(64)}`);
const { cluster } = devProps();
const nodes = devProps().pools?.['nodes'];

describe('the ports of nodes', () => {
  test('one port has one listener', () => {
    expect(found({ a: onPort(9100), b: onPort(9100) })).toEqual([
      ['error', 'host-ports/once', 'environments.dev.services.b.ports.metrics'],
    ]);
    expect(found({ a: onPort(9100), b: onPort(9101) })).toEqual([]);
  });

  test('TCP and UDP are two ports', () => {
    expect(found({ a: onPort(9100), b: onPort({ container: 9100, protocol: 'UDP' }) })).toEqual([]);
  });

  test('whether pods that choose nodes meet on one is not known, unless no node is both', () => {
    const on = (nodeSelector: object) => ({ ...onPort(9100), nodeSelector });
    expect(found({ a: onPort(9100), b: on({ disk: 'ssd' }) })).toEqual([
      ['warning', 'host-ports/once', 'environments.dev.services.b.ports.metrics'],
    ]);
    expect(found({ a: on({ disk: 'hdd' }), b: on({ disk: 'ssd' }) })).toEqual([]);
    expect(found({ a: on({ disk: 'ssd' }), b: on({ disk: 'ssd' }) })).toHaveLength(1);
  });

  test('environments of one cluster share its nodes, unless each has machines of its own', () => {
    const both = (shared: object): Changes => ({ prod: { ...shared, ...withAgents(['a'], prodServices) } });
    expect(found({ a: onPort(9100) }, both({}))).toEqual([]);
    expect(found({ a: onPort(9100) }, both({ cluster }))).toEqual([
      ['error', 'host-ports/once', 'environments.prod.services.a.ports.metrics'],
    ]);
  });

  test('a number of a Service on the nodes is taken on all of them, and beside its own pods', () => {
    const agent = (number: number, more: object = {}) => ({ ...onPort(number), ...more });
    const exposed = nodePort({ ports: { http: 30_080 }, from: ['10.0.0.0/8'] });
    const dev = { services: { ...devServices, front: { ...devServices.front, exposed }, a: size } };
    const where = 'environments.dev.services.a.ports.metrics';
    const taken = (one: object) => found({ a: one }, { dev });
    const both = [['error', 'host-ports/once', where]];
    expect(taken(agent(30_080))).toEqual(both);
    expect(taken(agent(30_080, { nodeSelector: { disk: 'ssd' } }))).toEqual(both);
    expect(taken(agent(30_081))).toEqual([]);
    expect(taken(onPort({ container: 30_080, protocol: 'UDP' }))).toEqual([]);
    const own = { ports: { metrics: { container: 8080, hostPort: onHostPort(30_080, 'x') } } };
    const itself = nodePort({ ports: { metrics: 30_080 }, from: ['10.0.0.0/8'] });
    const alone = { services: { ...devServices, a: { ...size, exposed: itself } } };
    expect(found({ a: own }, { dev: alone })).toEqual([
      ['error', 'host-ports/once', 'environments.dev.services.a.exposed.ports.metrics'],
    ]);
  });

  test('the ports of the kubelet are taken on every node', () => {
    expect(found({ a: onPort(10_250) })).toEqual([
      ['error', 'host-ports/kubelet', 'environments.dev.services.a.ports.metrics'],
    ]);
  });

  test('a port of the node that leads to a pod is one as well', () => {
    const leads = (number: number) => ({
      ports: { metrics: { container: 8080, hostPort: onHostPort(number, 'a test') } },
    });
    const where = 'environments.dev.services.b.ports.metrics.hostPort';
    expect(found({ a: onPort(9100), b: leads(9100) })).toEqual([['error', 'host-ports/once', where]]);
    expect(found({ a: leads(9100), b: leads(9100) })).toEqual([['error', 'host-ports/once', where]]);
    expect(found({ a: leads(9100), b: leads(9101), c: onPort(8080) })).toEqual([]);
    expect(found({ b: leads(10_250) })).toEqual([['error', 'host-ports/kubelet', where]]);
  });

  test('services that run on some nodes may share a port of them, while there are enough', () => {
    const some = { kind: 'deployment', ports: { web: { container: 80, hostPort: onHostPort(80, 'x') } } };
    const where = 'environments.dev.services.b.ports.web.hostPort';
    const one = { ...size, replicas: 1 };
    const both = (a: object) => ({ dev: { services: { ...devServices, a, b: one } } });
    expect(found({ a: some, b: some }, both(one))).toEqual([['warning', 'host-ports/once', where]]);
    expect(found({ a: { ...some, kind: 'daemonSet' }, b: some }, both(size))).toEqual([
      ['error', 'host-ports/once', where],
    ]);
  });

  test('a number on the nodes leads to one service of all environments of a cluster', () => {
    const exposed = nodePort({ ports: { http: 30_080 }, from: ['10.0.0.0/8'] });
    const changes = (prod: object): Changes => ({
      dev: { services: { ...devServices, front: { ...devServices.front, exposed } } },
      prod: { ...prod, services: { ...prodServices, front: { ...prodServices.front, exposed } } },
    });
    expect(rulesOf(smallProject(changes({})))).toEqual([]);
    expect(rulesOf(smallProject(changes({ cluster })))).toEqual([
      ['error', 'exposed/node-port-once', 'environments.prod.services.front.exposed.ports.http'],
    ]);
  });
});

describe('the disks of nodes', () => {
  const data = {
    pools: { nodes: { ...nodes, disks: { data: { size: Size.gibibytes(5), mountPath: '/srv' } } } },
  };
  const writes = (path: string, options: HostPathOptions = {}) => ({
    mounts: { '/data': hostPath(path, 'a test', { writable: true, ...options }) },
  });

  test('what is written on the root disk is lost by the next roll', () => {
    expect(found({ a: writes('/var/lib/agent') }, { dev: data })).toEqual([
      ['warning', 'rolls/data', 'environments.dev.services.a.mounts["/data"].path'],
    ]);
    expect(found({ a: writes('/srvx') }, { dev: data })).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['below a data disk', writes('/srv/agent')],
    ['on a data disk, written with a slash at its end', writes('/srv/')],
    ['by nobody', writes('/var/lib/agent', { writable: false })],
    ['in memory', writes('/run/agent', { type: 'DirectoryOrCreate' })],
    ['as a socket', writes('/var/lib/agent.sock', { type: 'Socket' })],
    ['for the kubelet', writes('/var/lib/kubelet/plugins')],
  ])('what is written %s is not', (_what, agent) => {
    expect(found({ a: agent }, { dev: data })).toEqual([]);
  });

  test('what is written on a mount of cloud-init is elsewhere', () => {
    const cloudInit = { mounts: { '/srv': { device: '10.1.0.5:/export' } } };
    expect(found({ a: writes('/srv/a') }, { dev: { pools: { nodes: { ...nodes, cloudInit } } } })).toEqual(
      [],
    );
  });

  test('a disk that is out of service keeps nothing', () => {
    const disks = { data: { size: Size.gibibytes(5), mountPath: '/srv', retired: 'keep' } };
    expect(found({ a: writes('/srv/a') }, { dev: { pools: { nodes: { ...nodes, disks } } } })).toHaveLength(
      1,
    );
  });

  test('nodes that are no machines of the environment have disks of their own kind', () => {
    const elsewhere = { cluster: { ...cluster, nodePool: undefined } };
    expect(found({ a: writes('/var/lib/agent') }, { dev: elsewhere })).toEqual([]);
  });

  test('two writers of one folder are a warning', () => {
    const twice = ['warning', 'host-paths/once', 'environments.dev.services.b.mounts["/data"].path'];
    expect(found({ a: writes('/srv/x'), b: writes('/srv/x') }, { dev: data })).toEqual([twice]);
    expect(found({ a: writes('/srv/x'), b: writes('/srv/x/y') }, { dev: data })).toEqual([twice]);
    expect(found({ a: writes('/srv/x'), b: writes('/srv/xy') }, { dev: data })).toEqual([]);
  });

  test('volumes of a class that uses the disks of nodes need a disk that stays', () => {
    const local = { ...cluster, provides: { ...cluster.provides, storageClass: 'local-path' } };
    expect(rulesOf(smallProject({ dev: { cluster: local } }))).toEqual([
      ['warning', 'rolls/volumes', 'environments.dev.pools.nodes.disks'],
    ]);
    expect(rulesOf(smallProject({ dev: { cluster: local, ...data } }))).toEqual([]);
  });
});

const devServices = services('dev.example.com');
const prodServices = services('example.com');

function onPort(metrics: unknown) {
  return { hostNetwork: onHostNetwork('a test'), ports: { metrics }, ready: noProbe('a test') };
}

/** What is found of daemon sets in dev. */
function found(agents: Readonly<Record<string, object>>, { dev = {}, prod = {}, ...changes }: Changes = {}) {
  const daemonSet = (name: string) =>
    service({ name, image, kind: 'daemonSet', ready: noProbe('a test'), ...agents[name] } as never);
  const names = Object.keys(agents);
  const composition = smallProject({
    project: { services: [front, store, ...names.map(daemonSet)] },
    dev: { ...withAgents(names, devServices), ...dev },
    prod: { services: { ...prodServices, ...absentIn(names) }, ...prod },
    ...changes,
  });
  return rulesOf(composition);
}

function withAgents(names: readonly string[], beside: object) {
  return { services: { ...beside, ...Object.fromEntries(names.map((name) => [name, size])) } };
}

function absentIn(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, absent('a test')]));
}

function rulesOf(composition: ReturnType<typeof smallProject>) {
  return checkComposition(resolveComposition(composition))
    .filter(({ severity }) => severity !== 'note')
    .map(({ severity, rule, path }) => [severity, rule, path]);
}
