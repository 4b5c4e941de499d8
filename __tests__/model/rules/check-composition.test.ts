import { join } from 'node:path';
import {
  bridged,
  Cpu,
  cronJob,
  Duration,
  existing,
  existingSecret,
  external,
  httpState,
  image,
  kubeconfig,
  libvirt,
  localState,
  managedSecret,
  nat,
  noProbe,
  type Placement,
  postgresState,
  replacedBy,
  secretKey,
  service,
  Size,
  tcp,
} from 'slipway';
import { resolveComposition, checkComposition, checkShape } from '../../../model';
import {
  type Changes,
  context,
  devProps,
  front,
  prodProps,
  provides,
  released,
  root,
  services,
  smallProject,
  store,
} from '../../support/small-project';

/** As compose() looks: at the shape first, since everything else relies on it. */
function findingsOf(changes: Changes) {
  const input = smallProject(changes);
  const shape = checkShape(input);
  return shape.length > 0 ? shape : checkComposition(resolveComposition(input));
}

function desk(uri: string) {
  return libvirt({ uri, cores: 8, memory: Size.gibibytes(16) });
}

const nodes = devProps().pools?.['nodes'];
const prodNodes = prodProps(smallProject().environments[0] as never).pools?.['nodes'];

function placedIn(slots: Readonly<Record<string, string>>): Placement {
  return { environment: 'prod', slots, removed: {} };
}

const qa = { ...smallProject().environments[0], name: 'qa' };
const { front: frontSettings, store: storeSettings } = services('dev.example.com');

test('a valid project has no findings', () => {
  expect(findingsOf({})).toEqual([]);
});

test('the nodes have room for what is reserved, whatever the limits are', () => {
  const front = {
    ...frontSettings,
    memory: Size.gibibytes(5),
    memoryRequest: Size.gibibytes(1),
    replicas: 3,
  };
  expect(findingsOf({ dev: { services: { store: storeSettings, front } } })).toEqual([]);
});

test('all problems of all environments are in one report', () => {
  const paths = findingsOf({
    dev: { services: { store: storeSettings } },
    prod: { name: 'Prod!', secrets: {} },
  }).map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'environments.dev.services.front',
      'environments.Prod!.name',
      'environments.Prod!.secrets.store',
    ]),
  );
});

test('a wrong name is reported where it is given, and not again for each thing that is called by it', () => {
  const found = findingsOf({ project: { name: 'My Shop' } });
  expect(found.map(({ rule, path }) => `${rule} ${path}`)).toEqual(['names/label project.name']);
});

test('volumes that a service cannot have are reported once for all environments, since it declares them', () => {
  const several = service({ ...store.props, single: false });
  const caller = service({ ...front.props, connectsTo: { STORE: several.port('sql') } });
  const everywhere = (domain: string) => ({
    services: { ...services(domain), store: { ...storeSettings, replicas: 1 } },
  });
  const found = findingsOf({
    project: { services: [caller, several] },
    dev: everywhere('dev.example.com'),
    prod: everywhere('example.com'),
  });
  expect(found.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
    'workload/volumes-need-single services.store.volumes',
  ]);
});

interface Refusal {
  readonly when: string;
  readonly changes: Changes;
  readonly rule: string;
  readonly path: string;
  readonly value?: string | RegExp;
}

const loop: ReturnType<typeof service> = service({
  name: 'loop',
  image: image({ context }),
  ports: { http: 8080 },
  ready: tcp('http'),
});
const ring = service({
  name: 'ring',
  image: image({ context }),
  ports: { http: 8080 },
  ready: tcp('http'),
  connectsTo: { LOOP: { kind: 'service', service: loop, port: 'http' } },
});
Object.assign(loop.props, { connectsTo: { RING: { kind: 'service', service: ring, port: 'http' } } });

const REFUSALS: readonly Refusal[] = [
  {
    when: 'a name is not a DNS label',
    changes: { project: { name: 'My Shop' } },
    rule: 'names/label',
    path: 'project.name',
    value: '"My Shop"',
  },
  {
    when: 'an environment is called as the stack of the images',
    changes: { prod: { name: 'images' } },
    rule: 'names/reserved',
    path: 'environments.images.name',
    value: 'images',
  },
  {
    when: 'two environments have the same name',
    changes: { prod: { name: 'dev' } },
    rule: 'names/once',
    path: 'environments',
    value: 'dev, given 2 times',
  },
  {
    when: 'a namespace would be too long',
    changes: { project: { name: `p${'x'.repeat(62)}` } },
    rule: 'namespace/name',
    path: 'environments.dev.namespace.name',
  },
  {
    when: 'an environment names one twice that it comes after',
    changes: { prod: { after: { kind: 'all', environments: [qa, qa] } } },
    rule: 'promotion/order',
    path: 'environments.prod.after',
    value: 'qa',
  },
  {
    when: 'an environment comes after one that is not composed',
    changes: { prod: { after: { ...smallProject().environments[0], name: 'staging' } } },
    rule: 'promotion/order',
    path: 'environments.prod.after',
    value: 'staging',
  },
  {
    when: 'a second environment does not say what it comes after',
    changes: { prod: { after: undefined } },
    rule: 'promotion/first',
    path: 'environments.prod.after',
    value: 'missing',
  },
  {
    when: 'an environment leaves out a service',
    changes: { dev: { services: { front: frontSettings } } },
    rule: 'services/settings',
    path: 'environments.dev.services.store',
    value: 'missing',
  },
  {
    when: 'an environment leaves out the size of a volume',
    changes: { dev: { services: { front: frontSettings, store: { ...storeSettings, volumes: {} } } } },
    rule: 'services/settings',
    path: 'environments.dev.services.store.volumes.data',
  },
  {
    when: 'an environment leaves out a required setting',
    changes: { dev: { services: { store: storeSettings, front: { ...frontSettings, settings: {} } } } },
    rule: 'services/settings',
    path: 'environments.dev.services.front.settings.LOG_LEVEL',
  },
  {
    when: 'a single service is given several replicas',
    changes: { dev: { services: { front: frontSettings, store: { ...storeSettings, replicas: 2 } } } },
    rule: 'workload/single',
    path: 'environments.dev.services.store.replicas',
  },
  {
    when: 'an environment names a service that the project does not have',
    changes: { dev: { services: { ...services('dev.example.com'), cart: storeSettings } } },
    rule: 'services/unknown',
    path: 'environments.dev.services.cart',
  },
  {
    when: 'a connection leads to a service outside the project',
    changes: {
      project: { services: [front] },
      devOnly: true,
      dev: { services: { front: frontSettings }, secrets: {} },
    },
    rule: 'connections/target',
    path: 'services.front.connectsTo.STORE',
    value: 'store',
  },
  {
    when: 'a connection leads to a port that does not exist',
    changes: {
      project: {
        services: [
          service({
            ...front.props,
            connectsTo: { STORE: { kind: 'service', service: store, port: 'http' } },
          }),
          store,
        ] as never,
      },
    },
    rule: 'connections/port',
    path: 'services.front.connectsTo.STORE',
    value: 'http',
  },
  {
    when: 'connections form a circle',
    changes: { project: { services: [front, store, loop, ring] as never } },
    rule: 'connections/circle',
    path: 'services.loop.connectsTo',
    value: 'loop → ring → loop',
  },
  {
    when: 'a number of replicas is invalid',
    changes: { dev: { services: { store: storeSettings, front: { ...frontSettings, replicas: -1 } } } },
    rule: 'workload/replicas',
    path: 'environments.dev.services.front.replicas',
    value: '-1',
  },
  {
    when: 'a pool is connected to no network of the environment',
    changes: { dev: { pools: { nodes: { ...nodes, network: 'wan' } } } },
    rule: 'machines/network',
    path: 'environments.dev.pools.nodes.network',
    value: 'wan',
  },
  {
    when: 'two pools share addresses',
    changes: { dev: { pools: { nodes, more: { ...nodes, slots: { 0: 'desk' } } } } },
    rule: 'machines/identity',
    path: 'environments.dev.pools.more.slots.0',
    value: /^10\.1\.0\.16, as environments\.dev\.pools\.nodes\.slots\.0/,
  },
  {
    when: 'machines of two environments share an address behind a bridge',
    changes: {
      dev: {
        networks: {
          lan: bridged({ bridge: 'br0', cidr: '10.2.0.0/24', gateway: '10.2.0.1', dns: ['10.2.0.1'] }),
        },
        pools: { nodes: { ...nodes, addresses: '10.2.0.16/28' } },
      },
    },
    rule: 'machines/identity',
    path: 'environments.prod.pools.nodes.slots.0',
    value: /^10\.2\.0\.16/,
  },
  {
    when: 'a pool on a NAT network spans two hosts',
    changes: { prod: { networks: { lan: nat({ cidr: '10.2.0.0/24' }) } } },
    rule: 'networks/private',
    path: 'environments.prod.networks.lan',
    value: 'nat, for nodes on a, b',
  },
  {
    when: 'a slot runs on a hypervisor that does not exist',
    changes: { dev: { pools: { nodes: { ...nodes, slots: { 0: 'shelf' } } } } },
    rule: 'placement/host',
    path: 'environments.dev.pools.nodes.slots.0',
    value: 'on shelf',
  },
  {
    when: 'a host has no room for its slots',
    changes: { dev: { pools: { nodes: { ...nodes, memory: Size.gibibytes(12) } } } },
    rule: 'placement/room',
    path: 'environments.dev.hypervisors.desk',
    value: 'promised 24Gi of 16Gi of memory, to nodes/0, nodes/1',
  },
  {
    when: 'a slot is placed nowhere',
    changes: { prod: { pools: { nodes: { ...prodNodes, slots: 2 } } } },
    rule: 'placement/missing',
    path: 'environments.prod.pools.nodes.slots',
    value: 'missing: 0, 1',
  },
  {
    when: 'a placement file has a slot that is no longer declared',
    changes: {
      prod: { pools: { nodes: { ...prodNodes, slots: ['0', '1'] } } },
      placements: [placedIn({ 'nodes/0': 'a', 'nodes/1': 'b', 'nodes/2': 'a' })],
    },
    rule: 'placement/undeclared',
    path: 'environments/prod/placement.json#/slots/nodes~12',
  },
  {
    when: 'a slot was removed without saying what to do with its data',
    changes: {
      prod: {
        pools: { nodes: { ...prodNodes, slots: ['0'], disks: { data: { size: Size.gibibytes(1) } } } },
      },
      placements: [{ environment: 'prod', slots: { 'nodes/0': 'a' }, removed: { 'nodes/1': 'b' } }],
    },
    rule: 'machines/removed-data',
    path: 'environments.prod.pools.nodes.retired.1',
    value: 'missing, for data of nodes/1 on b',
  },
  {
    when: 'the loss of a host would leave a slot without a place',
    changes: {
      prod: { survives: { hosts: 1 }, pools: { nodes: { ...prodNodes, memory: Size.gibibytes(9) } } },
    },
    rule: 'placement/survives',
    path: 'environments.prod.survives.hosts',
  },
  {
    when: 'an overcommit is not a valid ratio',
    changes: { dev: { overcommit: { cpu: 0 } } },
    rule: 'hosts/overcommit',
    path: 'environments.dev.overcommit.cpu',
    value: '0',
  },
  {
    when: 'an overcommit is beyond what anyone promises',
    changes: { dev: { overcommit: { memory: 1e300 } } },
    rule: 'hosts/overcommit',
    path: 'environments.dev.overcommit.memory',
    value: '1e+300',
  },
  {
    when: 'the nodes have no room for the services at their maximum replicas',
    changes: {
      dev: {
        services: {
          store: storeSettings,
          front: { ...frontSettings, cpu: Cpu.cores(1), replicas: { min: 1, max: 8, cpuPercent: 50 } },
        },
      },
    },
    rule: 'node-pool/room',
    path: 'environments.dev.pools.nodes',
    value: 'requested 8100m of 4 CPUs, on 2 machines',
  },
  {
    when: 'the nodes have no room for the memory that the services reserve',
    changes: {
      dev: {
        services: {
          store: storeSettings,
          front: {
            ...frontSettings,
            memory: Size.gibibytes(3),
            memoryRequest: Size.mebibytes(2100),
            replicas: 4,
          },
        },
      },
    },
    rule: 'node-pool/room',
    path: 'environments.dev.pools.nodes',
    value: 'requested 8464Mi of 8Gi of memory, on 2 machines',
  },
  {
    when: 'a pod asks for more than a machine of the node pool has',
    changes: {
      dev: {
        services: { store: storeSettings, front: { ...frontSettings, cpu: Cpu.cores(3), replicas: 1 } },
      },
    },
    rule: 'node-pool/machine',
    path: 'environments.dev.services.front',
    value: 'requesting 3 of 2 CPUs',
  },
  {
    when: 'the context of a kubeconfig is left open',
    changes: { dev: { cluster: kubeconfig({ context: '', provides: provides() }) } },
    rule: 'reached/context',
    path: 'environments.dev.cluster.context',
  },
  {
    when: 'the address of a cluster is invalid',
    changes: { dev: { cluster: existing({ endpoint: 'banana', ca: 'x', provides: provides() }) } },
    rule: 'reached/address',
    path: 'environments.dev.cluster.endpoint',
    value: '"banana"',
  },
  {
    when: 'a build context depends on where a synth is run',
    changes: {
      project: { services: [service({ ...front.props, image: image({ context: 'app' }) }), store] as never },
    },
    rule: 'images/folder',
    path: 'services.front.image.context',
    value: '"app"',
  },
  {
    when: 'the node pool does not exist',
    changes: { dev: { cluster: kubeconfig({ context: 'dev', nodePool: 'others', provides: provides() }) } },
    rule: 'node-pool/unknown',
    path: 'environments.dev.cluster.nodePool',
    value: 'others',
  },
  {
    when: 'images are built for another platform than the machines have',
    changes: {
      releases: [
        released('dev', 'front', {
          records: released('dev', 'front').records.map((r) => ({ ...r, platforms: ['linux/arm64'] })),
        }),
      ],
    },
    rule: 'node-pool/platform',
    path: 'environments.dev.pools.nodes.image.architecture',
    value: 'amd64',
  },
  {
    when: 'an unreleased service would be built for another platform than the machines have',
    changes: { releases: [], project: { build: { platform: 'linux/arm64' } } },
    rule: 'node-pool/platform',
    path: 'environments.prod.pools.nodes.image.architecture',
    value: 'amd64',
  },
  ...(['storageClass', 'ingress'] as const).map((what): Refusal => ({
    when: `a cluster lacks the ${what} that a service asks for`,
    changes: {
      dev: { cluster: kubeconfig({ context: 'dev', provides: { ...provides(), [what]: undefined } }) },
    },
    rule: 'cluster/provides',
    path: `environments.dev.cluster.provides.${what}`,
    value: 'missing',
  })),
  {
    when: 'a service scales by CPU without metrics in the cluster',
    changes: {
      dev: {
        cluster: kubeconfig({ context: 'dev', provides: { ...provides(), metrics: false } }),
        services: {
          store: storeSettings,
          front: { ...frontSettings, replicas: { min: 1, max: 2, cpuPercent: 50 } },
        },
      },
    },
    rule: 'cluster/provides',
    path: 'environments.dev.cluster.provides.metrics',
  },
  {
    when: 'a password stands in a libvirt URI',
    changes: { dev: { hypervisors: { desk: desk('qemu+tcp://ops:hunter2@desk/system') } } },
    rule: 'hypervisors/uri',
    path: 'environments.dev.hypervisors.desk.uri',
    value: 'qemu+tcp://…@desk/system',
  },
  {
    when: 'a password stands in the address of the state',
    changes: { project: { state: httpState({ address: 'https://me:hunter2@git.example.com/state' }) } },
    rule: 'reached/credentials',
    path: 'project.state.address',
    value: 'https://…@git.example.com/state',
  },
  {
    when: 'a password with a colon and an @ stands in a libvirt URI',
    changes: { dev: { hypervisors: { desk: desk('qemu+tcp://ops:hun:ter@2@desk/system') } } },
    rule: 'hypervisors/uri',
    path: 'environments.dev.hypervisors.desk.uri',
    value: 'qemu+tcp://…@desk/system',
  },
  {
    when: 'a token stands in the query of the state’s address',
    changes: {
      project: { state: httpState({ address: 'https://git.example.com/state?private_token=abc' }) },
    },
    rule: 'reached/credentials',
    path: 'project.state.address',
    value: 'https://git.example.com/state?…',
  },
  {
    when: 'the state’s address is invalid',
    changes: { project: { state: httpState({ address: 'git.example.com/state' }) } },
    rule: 'reached/address',
    path: 'project.state.address',
  },
  {
    when: 'local state would be outside the project',
    changes: { project: { state: localState({ folder: '/var/state' }) } },
    rule: 'reached/folder',
    path: 'project.state.folder',
    value: '"/var/state"',
  },
  {
    when: 'PostgreSQL would truncate the name of a schema',
    changes: { project: { state: postgresState({ schemaPrefix: 'x'.repeat(50) }) } },
    rule: 'stacks/state-name',
    path: 'environments.dev',
    value: /\(67\), for dev-machines-desk$/,
  },
  {
    when: 'a libvirt URI is invalid',
    changes: { dev: { hypervisors: { desk: desk('desk.example.com') } } },
    rule: 'hypervisors/uri',
    path: 'environments.dev.hypervisors.desk.uri',
  },
  {
    when: 'one host is described in two ways',
    changes: { dev: { hypervisors: { desk: desk('qemu:///system'), shelf: desk('qemu:///system') } } },
    rule: 'reached/twice',
    path: 'environments.dev.hypervisors.shelf.uri',
    value: 'qemu:///system, which desk is already',
  },
  {
    when: 'a secret that a service reads has no source',
    changes: { dev: { secrets: {} } },
    rule: 'secrets/source',
    path: 'environments.dev.secrets.store',
  },
  {
    when: 'the pull secret has no source',
    changes: { dev: { pullSecret: 'registry' } },
    rule: 'secrets/source',
    path: 'environments.dev.secrets.registry',
  },
  {
    when: 'a secret is read by nothing',
    changes: { dev: { secrets: { store: managedSecret({ revision: 1 }), spare: existingSecret() } } },
    rule: 'secrets/unread',
    path: 'environments.dev.secrets.spare',
  },
  {
    when: 'two secrets would be asked for in one variable',
    changes: {
      project: {
        services: [
          front,
          service({
            ...store.props,
            secrets: { A: secretKey('store', 'a-b'), B: secretKey('store-a', 'b') },
          }),
        ] as never,
      },
      dev: { secrets: { store: managedSecret({ revision: 1 }), 'store-a': managedSecret({ revision: 1 }) } },
      prod: { secrets: { store: existingSecret(), 'store-a': existingSecret() } },
    },
    rule: 'secrets/variable',
    path: 'environments.dev.secrets.store-a',
    value: 'dev_store_a_b, for store-a/b and for environments.dev.secrets.store/a-b',
  },
  {
    when: 'a managed secret has a first revision that writes nothing',
    changes: { dev: { secrets: { store: managedSecret({ revision: 0 }) } } },
    rule: 'managed-secret/revision',
    path: 'environments.dev.secrets.store.revision',
    value: '0',
  },
  {
    when: 'a secret would be asked for in the variable of the cluster’s token',
    changes: {
      project: {
        services: [
          front,
          service({ ...store.props, secrets: { A: secretKey('cluster', 'token') } }),
        ] as never,
      },
      dev: {
        secrets: { cluster: managedSecret({ revision: 1 }) },
        cluster: existing({
          endpoint: 'https://dev.example.com',
          ca: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
          nodePool: 'nodes',
          provides: provides(),
        }),
      },
      prod: { secrets: { cluster: existingSecret() } },
    },
    rule: 'secrets/variable',
    path: 'environments.dev.secrets.cluster',
    value: "dev_cluster_token, for cluster/token and for the token of dev's cluster",
  },
  {
    when: 'a service reads the secret that images are pulled with',
    changes: { dev: { pullSecret: 'store' } },
    rule: 'secrets/pull',
    path: 'environments.dev.pullSecret',
    value: 'store, which store reads',
  },
  {
    when: 'a variable is set for all environments and required from each',
    changes: {
      project: { services: [service({ ...front.props, env: { LOG_LEVEL: 'info' } }), store] as never },
    },
    rule: 'services/twice',
    path: 'services.front.settings',
    value: 'LOG_LEVEL',
  },
  {
    when: 'a host has no core',
    changes: {
      dev: {
        hypervisors: {
          desk: libvirt({ uri: 'qemu:///system', cores: 0, memory: Size.gibibytes(16) }),
        },
      },
    },
    rule: 'hosts/cores',
    path: 'environments.dev.hypervisors.desk.cores',
    value: '0',
  },
  {
    when: 'two environments promise more of one host than it has',
    changes: {
      dev: {
        hypervisors: {
          desk: libvirt({ uri: 'qemu+ssh://ops@a/system', cores: 8, memory: Size.gibibytes(10) }),
        },
      },
    },
    rule: 'hosts/shared-room',
    path: 'environments.dev.hypervisors.desk',
    value: /^a, promised 6 of 8 virtual CPUs/,
  },
  {
    when: 'two NAT networks of one host meet',
    changes: {
      dev: {
        networks: { lan: nat({ cidr: '10.1.0.0/24' }), other: nat({ cidr: '10.1.0.0/23' }) },
        pools: {
          nodes,
          more: { ...nodes, slots: { 0: 'desk' }, network: 'other', addresses: '10.1.1.16/28' },
        },
      },
    },
    rule: 'networks/overlap',
    path: 'environments.dev.networks.other',
    value: /^10\.1\.0\.0\/23 on this machine/,
  },
  {
    when: 'the registry is invalid',
    changes: { project: { registry: 'shop' } },
    rule: 'image/repository',
    path: 'project.registry',
  },
  {
    when: 'a project that builds images names no registry',
    changes: { project: { registry: undefined } },
    rule: 'images/registry',
    path: 'project.registry',
    value: 'none',
  },
  {
    when: 'an amount is given without its unit',
    changes: { dev: { services: { store: storeSettings, front: { ...frontSettings, cpu: '100m' } } } },
    rule: 'shape/kind',
    path: 'environments.dev.services.front.cpu',
    value: '"100m"',
  },
  {
    when: 'an environment does not say which cluster it uses',
    changes: { dev: { cluster: undefined } },
    rule: 'shape/kind',
    path: 'environments.dev.cluster',
    value: 'missing',
  },
  {
    when: 'two paths of a domain differ only by a slash at their ends',
    changes: {
      project: {
        services: [
          service({ ...front.props, public: { paths: { '/a': 'http', '/a/': 'http' } } }),
          store,
        ] as never,
      },
    },
    rule: 'workload/ingress-path',
    path: 'services.front.public.paths["/a/"]',
    value: '"/a/", which "/a" is already',
  },
  {
    when: 'two environments have one domain',
    changes: { prod: { services: services('dev.example.com') } },
    rule: 'domains/once',
    path: 'environments.prod.services.front.domain',
    value: /^dev\.example\.com, as environments\.dev/,
  },
  {
    when: 'two stacks would keep their state in one place',
    changes: {
      dev: { name: 'eu-west', state: postgresState({ schemaPrefix: 'small_' }) },
      prod: { name: 'west', after: null, state: postgresState({ schemaPrefix: 'small_eu_' }) },
      releases: [],
    },
    rule: 'stacks/state',
    path: 'environments.west',
    value: /^postgres schema small_eu_west_base/,
  },
  {
    when: 'two stacks would have one name',
    changes: {
      dev: {
        name: 'x',
        hypervisors: { 'y-base': libvirt({ uri: 'qemu:///system', cores: 8, memory: Size.gibibytes(16) }) },
        pools: { nodes: { ...nodes, slots: { 0: 'y-base', 1: 'y-base' } } },
      },
      prod: { name: 'x-machines-y', after: null },
      releases: [],
    },
    rule: 'stacks/name',
    path: 'environments.x-machines-y',
    value: /x-machines-y-base/,
  },
  {
    when: 'an environment selects what was not verified in the one before it',
    changes: {
      releases: [
        released('dev', 'front', { history: released('dev', 'front').history.slice(0, 1) }),
        released('dev', 'store'),
        released('prod', 'front'),
        released('prod', 'store'),
      ],
    },
    rule: 'promotion/verified',
    path: 'environments/prod/releases/front.json#/selected',
  },
  {
    when: 'a build context does not exist',
    changes: {
      project: {
        services: [
          service({ ...front.props, image: image({ context: join(root, 'gone') }) }),
          store,
        ] as never,
      },
    },
    rule: 'image/context',
    path: 'gone',
  },
];

test.each(REFUSALS)('refused: $when', ({ changes, rule, path, value }) => {
  const found = findingsOf(changes).find((finding) => finding.rule === rule && finding.path === path);
  expect(found ?? findingsOf(changes)).toMatchObject({ rule, path, severity: 'error' });
  if (value !== undefined) expect(found?.value).toMatch(value);
  expect(found?.advice).not.toBe('');
});

test('an argument of all images that no Dockerfile declares is a warning', () => {
  const findings = findingsOf({
    project: { build: { arguments: { BAES: 'debian', HTTP_PROXY: 'http://proxy:1' } } },
  });
  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'image/unused-argument',
      severity: 'warning',
      path: 'project.build.arguments.BAES',
    }),
  ]);
});

test('a mistake in a service is reported once, under the service, and one in its settings for its environment', () => {
  const wrong = service({
    ...front.props,
    ports: { http: 99_999 },
    terminationGrace: Duration.days(10 ** 9),
  });
  const settings = { ...frontSettings, replicas: -1 };

  const findings = findingsOf({
    project: { services: [store, wrong] },
    dev: { services: { store: storeSettings, front: settings } },
  });

  expect(findings.map(({ path }) => path).filter((path) => path.includes('front'))).toEqual([
    'environments.dev.services.front.replicas',
    'services.front.ports.http',
    'services.front.terminationGrace',
  ]);
});

test('a service that no release selects is a warning, and nothing else', () => {
  const findings = findingsOf({
    releases: [released('dev', 'front'), released('dev', 'store'), released('prod', 'store')],
  });
  expect(findings).toEqual([
    expect.objectContaining({
      rule: 'releases/none',
      severity: 'warning',
      path: 'environments.prod.services.front',
      value: 'there is no environments/prod/releases/front.json',
    }),
  ]);
});

test('before the first release of a project, one warning names all that is not there yet', () => {
  expect(findingsOf({ releases: [] })).toEqual([
    expect.objectContaining({
      rule: 'releases/none',
      severity: 'warning',
      path: 'environments',
      value: 'front, store',
    }),
  ]);
});

test('before the first release of an environment, one warning names all that is not there yet', () => {
  expect(findingsOf({ releases: [released('dev', 'front'), released('dev', 'store')] })).toEqual([
    expect.objectContaining({
      rule: 'releases/none',
      path: 'environments.prod',
      message: expect.stringContaining('has no release yet'),
      value: 'front, store',
    }),
  ]);
});

test('a cluster that does not enforce network policies is a warning', () => {
  const findings = findingsOf({
    dev: {
      cluster: kubeconfig({
        context: 'dev',
        nodePool: 'nodes',
        provides: { ...provides(), networkPolicies: false },
      }),
    },
  });
  expect(findings).toEqual([
    expect.objectContaining({ rule: 'cluster/network-policies', severity: 'warning' }),
  ]);
});

test('a cluster need not have what no service asks for', () => {
  const { public: _public, ...props } = front.props;
  const inside = service({ ...props });
  const { domain: _domain, ...settings } = frontSettings as { readonly domain?: string };
  const { ingress: _ingress, ...rest } = provides();
  const without = (name: string) => ({
    services: { front: settings, store: storeSettings },
    cluster: kubeconfig({ context: name, nodePool: 'nodes', provides: rest }),
  });
  expect(
    findingsOf({
      project: { services: [inside, store] as never },
      dev: without('dev'),
      prod: without('prod'),
    }),
  ).toEqual([]);
});

test('a cluster that has nothing is good enough for a service that asks for nothing', () => {
  const plain = service({
    name: 'plain',
    image: image({ context }),
    ports: { http: 8080 },
    ready: tcp('http'),
  });
  const bare = (name: string, replicas: unknown) => ({
    secrets: {},
    services: { plain: { replicas, cpu: Cpu.millis(100), memory: Size.mebibytes(64) } },
    cluster: kubeconfig({ context: name, nodePool: 'nodes', provides: {} }),
  });
  const asked = (replicas: unknown) =>
    findingsOf({
      project: { services: [plain] as never },
      dev: bare('dev', replicas),
      prod: bare('prod', 2),
      releases: [],
    }).filter(({ rule }) => rule === 'cluster/provides');
  expect(asked(2)).toEqual([]);
  expect(asked({ min: 1, max: 3, cpuPercent: 50 })).toMatchObject([
    { path: 'environments.dev.cluster.provides.metrics' },
  ]);
});

test('a pod may ask for all that a machine has, and not for more', () => {
  const asking = (cpu: Cpu, memory: Size) =>
    findingsOf({
      dev: { services: { store: storeSettings, front: { ...frontSettings, cpu, memory, replicas: 1 } } },
    }).filter(({ rule }) => rule === 'node-pool/machine');
  expect(asking(Cpu.cores(2), Size.gibibytes(4))).toEqual([]);
  expect(asking(Cpu.millis(2_001), Size.gibibytes(4))).toMatchObject([
    { value: expect.stringContaining('CPUs') as string },
  ]);
  expect(asking(Cpu.cores(2), Size.mebibytes(4_097))).toMatchObject([
    { value: expect.stringContaining('memory') as string },
  ]);
});

test.each<[string, object, object]>([
  ['a volume', storeSettings, { volumes: { data: Size.gibibytes(1), other: Size.gibibytes(1) } }],
  ['a value', frontSettings, { settings: { LOG_LEVEL: 'info', OTHER: 'a' } }],
])('%s that the service does not leave to the environment is refused', (_what, settings, more) => {
  const name = settings === storeSettings ? 'store' : 'front';
  const services = { store: storeSettings, front: frontSettings, [name]: { ...settings, ...more } };
  expect(findingsOf({ dev: { services } })).toMatchObject([
    {
      rule: 'services/settings',
      path: expect.stringMatching(/\.(volumes\.other|settings\.OTHER)$/) as string,
    },
  ]);
});

test('what is wrong comes before what is only worth knowing, and each in the order of its paths', () => {
  const wanting = (name: string) =>
    kubeconfig({ context: name, nodePool: 'nodes', provides: { ...provides(), networkPolicies: false } });
  const { settings: _settings, ...front } = frontSettings as { readonly settings?: object };
  const changed = (name: string) => ({ cluster: wanting(name), services: { front, store: storeSettings } });
  const found = findingsOf({ prod: changed('prod'), dev: changed('dev') });
  expect(found.map(({ severity, path }) => `${severity} ${path}`)).toEqual([
    'error environments.dev.services.front.settings.LOG_LEVEL',
    'error environments.prod.services.front.domain',
    'error environments.prod.services.front.settings.LOG_LEVEL',
    'warning environments.dev.cluster.provides.networkPolicies',
    'warning environments.prod.cluster.provides.networkPolicies',
  ]);
});

test('a cluster whose nodes are not machines of the environment names no pool', () => {
  const cluster = kubeconfig({ context: 'dev', provides: provides() });
  expect(findingsOf({ dev: { cluster } })).toEqual([]);
});

const idle = service({ name: 'idle', image: front.props.image, ready: noProbe('a test') });
const elsewhere = external('sql.example.com', 5432);
const waiting = service({
  ...front.props,
  initContainers: { wait: { command: ['wait'] }, warm: { command: ['warm'] } },
});
const nightly = { name: 'nightly', command: ['report'], schedule: '@daily', initContainers: ['other'] };

test.each<[string, Changes, RegExp]>([
  [
    'the ports that a service has',
    {
      project: {
        services: [
          service({ ...front.props, connectsTo: { STORE: store.port('http' as never) } }),
          store,
        ] as never,
      },
    },
    /^Its ports are sql\.$/,
  ],
  [
    'the networks of the environment',
    { dev: { pools: { nodes: { ...nodes, network: 'wan' } } } },
    /^It has lan\.$/,
  ],
  [
    'the pools of the environment',
    { dev: { cluster: kubeconfig({ context: 'dev', nodePool: 'other', provides: provides() }) } },
    /^Its pools: nodes\. /,
  ],
  ['no network, if the environment has none', { dev: { networks: {} } }, /^It has none\.$/],
  [
    'no pool, if the environment has none',
    { dev: { pools: {}, cluster: kubeconfig({ context: 'dev', nodePool: 'other', provides: provides() }) } },
    /^Its pools: none\. /,
  ],
  [
    'no port, if a service has none',
    {
      project: {
        services: [
          service({ ...front.props, connectsTo: { IDLE: idle.port('http' as never) } }),
          store,
          idle,
        ],
      },
    },
    /^It declares no ports\.$/,
  ],
  [
    'no port of a service that is replaced, if it has none',
    {
      project: { services: [front, store, idle] },
      dev: { services: { ...services('dev.example.com'), idle: replacedBy({ http: elsewhere }) } },
    },
    /^It declares no ports\.$/,
  ],
  [
    'the ports of a service that is replaced',
    {
      dev: {
        services: { front: frontSettings, store: replacedBy({ sql: elsewhere, http: elsewhere }) },
      },
    },
    /^Its ports are sql\.$/,
  ],
  [
    'no init container, if a service has none',
    { project: { jobs: [cronJob({ ...nightly, of: front })] } },
    /^front has none\.$/,
  ],
  [
    'the init containers of a service',
    { project: { services: [waiting, store], jobs: [cronJob({ ...nightly, of: waiting })] } },
    /^front has wait, warm\.$/,
  ],
  [
    'no sidecar, if a service has none',
    { dev: { services: { store: storeSettings, front: { ...frontSettings, sidecars: { other: {} } } } } },
    /: the service has none\.$/,
  ],
  [
    'the init containers of a service, of which an environment names another',
    {
      project: { services: [waiting, store] },
      dev: { services: { store: storeSettings, front: { ...frontSettings, initContainers: { other: {} } } } },
    },
    /: the service has wait, warm\.$/,
  ],
])('the advice lists %s', (_what, changes, advice) => {
  expect(findingsOf(changes).map((finding) => finding.advice)).toContainEqual(expect.stringMatching(advice));
});

test('an environment that comes after itself is refused', () => {
  const input = smallProject();
  const [dev, prod] = input.environments;
  if (dev === undefined || prod === undefined) throw new Error('there are two environments');
  Object.assign(dev, { after: prod });
  expect(checkComposition(resolveComposition(input))).toContainEqual(
    expect.objectContaining({
      rule: 'promotion/circle',
      path: 'environments.dev.after',
      value: 'dev after prod after dev',
    }),
  );
});

test('a second pipeline can be started on purpose', () => {
  expect(findingsOf({ prod: { after: null } })).toEqual([]);
});

test('slots in a placement file are as valid as slots with an explicit host', () => {
  expect(
    findingsOf({
      prod: { survives: { hosts: 1 }, pools: { nodes: { ...prodNodes, slots: 2 } } },
      placements: [placedIn({ 'nodes/0': 'a', 'nodes/1': 'b' })],
    }),
  ).toEqual([]);
});

test('a removed slot whose data is explicitly kept is no problem', () => {
  const retired = { 1: { on: 'b', data: 'keep' } };
  const { front: alone } = services('example.com');
  const nodesLeft = { ...prodNodes, slots: ['0'], disks: { data: { size: Size.gibibytes(1) } }, retired };
  expect(
    findingsOf({
      prod: {
        pools: { nodes: nodesLeft },
        services: { front: { ...alone, replicas: 1 }, store: storeSettings },
      },
      placements: [{ environment: 'prod', slots: { 'nodes/0': 'a' }, removed: { 'nodes/1': 'b' } }],
    }),
  ).toEqual([]);
});
