/** @loads-anew: its errors, dates and promises are of other classes than those of shared modules */
import {
  binaryFile,
  Duration,
  eks,
  existing,
  external,
  httpGet,
  inNamespace,
  joins,
  kubeconfig,
  libvirt,
  localState,
  managedSecret,
  postgresState,
  proxmox,
  qemuSsh,
  resourceField,
  s3State,
  secretKey,
} from 'slipway';
import { accepted, cluster, host, lan, provides, type Raw, refused } from '../../support/three-environments';

/** A token of cdktf, as a value of another resource stands in text. */
const TOKEN = '${TfToken[TOKEN.0]}';

function desk(props: object) {
  return (r: Raw) => {
    r.dev.hypervisors.desk = host('qemu:///system', props);
  };
}

function pool(props: object) {
  return (r: Raw) => {
    Object.assign(r.dev.pools.nodes, props);
  };
}

function renamed(to: string) {
  return (r: Raw) => {
    r.services[to] = { ...r.services['web'], name: to };
    delete r.services['web'];
    for (const { services } of [r.dev, r.staging, r.prod]) {
      services[to] = services.web;
      delete services.web;
    }
  };
}

function deep(levels: number): object {
  return Array.from({ length: levels }).reduce<object>((inner) => ({ o: inner }), {});
}

accepted([['a project with three environments', 'nothing is wrong with it', () => undefined]]);

describe('what JavaScript can hold and no file can', () => {
  refused([
    [
      'a getter that throws',
      (r) => {
        const get = () => {
          throw new Error('boom');
        };
        Object.defineProperty(r.dev.services.web, 'cpu', { enumerable: true, get });
      },
      'environments.dev.services.web.cpu must be readable, but is a getter that fails: boom',
    ],
    [
      'a symbol as a name',
      (r) => (r.services['web'].name = Symbol('x')),
      'services[0].name must be plain data, or a value that a function of Slipway gives, but is a symbol',
    ],
    [
      'a symbol as a key',
      (r) => (r.dev.services[Symbol('x')] = {}),
      'environments.dev.services[Symbol(x)] must have a name that is text',
    ],
    [
      'a bigint',
      (r) => (r.dev.services.web.replicas = 2n),
      'environments.dev.services.web.replicas must be plain data, or a value that a function of Slipway gives, but is a bigint',
    ],
    [
      'a function',
      (r) => (r.services['api'].env = () => ({})),
      'services.api.env must be plain data, or a value that a function of Slipway gives, but is a function',
    ],
    [
      'a circle',
      (r) => {
        const settings: Record<string, unknown> = {};
        settings['LOG_LEVEL'] = settings;
        r.dev.services.api.settings = settings;
      },
      'environments.dev.services.api.settings.LOG_LEVEL must not contain itself, but is a circle',
    ],
    [
      'ten thousand levels',
      (r) => (r.services['api'].env = { A: deep(10_000) }),
      'must be nested at most 50 levels deep',
    ],
    [
      'an invalid date',
      (r) => (r.staging.freeze = [{ from: new Date('x'), until: 'x', reason: 'x' }]),
      'environments.staging.freeze[0].from must be plain data, or a value that a function of Slipway gives, but is a Date that is invalid',
    ],
    [
      'a Map',
      (r) => (r.services['api'].env = new Map([['A', 'b']])),
      'services.api.env must be plain data, or a value that a function of Slipway gives, but is an object of the class Map',
    ],
    [
      'a proxy that throws',
      (r) => {
        const fail = () => {
          throw new Error('boom');
        };
        r.services['api'].env = new Proxy({}, { ownKeys: fail, getPrototypeOf: fail });
      },
      'services.api.env must be plain data',
    ],
    [
      '__proto__ as a name',
      (r) => (r.dev.services = JSON.parse('{"__proto__":{"replicas":1}}')),
      'environments.dev.services.__proto__ must have a name that is text, and not __proto__',
    ],
  ]);
});

describe('text that no file or program takes', () => {
  refused([
    [
      'a NUL in a variable',
      (r) => (r.services['api'].env = { TEXT: 'a\0b' }),
      'services.api.env.TEXT must hold no NUL character, at which programs take text to end, but is "a\\u0000b"',
    ],
    [
      'a NUL in a setting',
      (r) => (r.dev.services.api.settings.LOG_LEVEL = '\0'),
      'environments.dev.services.api.settings.LOG_LEVEL must hold no NUL character',
    ],
    [
      'a NUL in a probe',
      (r) => (r.services['web'].ready = { kind: 'exec', command: ['a\0b'] }),
      'services.web.ready.command[0] must hold no NUL character',
    ],
    [
      'a NUL in the folder of an image',
      (r) => (r.services['web'].image.context = `${r.folder}/web\0`),
      'services.web.image.context must hold no NUL character',
    ],
    [
      'half a character',
      (r) => (r.services['api'].env = { TEXT: 'a\ud800' }),
      'services.api.env.TEXT must be Unicode text, with no half of a surrogate pair, but is "a\\ud800',
    ],
    [
      'three megabytes in a variable',
      (r) => (r.services['api'].env = { TEXT: 'x'.repeat(3 * 2 ** 20) }),
      'services.api.env.TEXT must be text of at most 1 MiB, but is 3145728 characters',
    ],
    [
      'three megabytes in a setting',
      (r) => (r.dev.services.api.settings.LOG_LEVEL = 'x'.repeat(3 * 2 ** 20)),
      'environments.dev.services.api.settings.LOG_LEVEL must be text of at most 1 MiB',
    ],
    [
      'a variable with which Linux starts no program',
      (r) => (r.services['api'].env = { TEXT: 'x'.repeat(200_000) }),
      'env.TEXT must be at most 131071 bytes with its name, or Linux starts no program with it, but is 200005 bytes',
    ],
    [
      'a value of another resource',
      (r) => (r.services['api'].env = { TEXT: TOKEN }),
      'services.api.env.TEXT must be known at synth, but is a reference that Terraform resolves later',
    ],
    [
      'a value of another resource within text',
      (r) => (r.dev.services.api.settings.LOG_LEVEL = `a${TOKEN}b`),
      'environments.dev.services.api.settings.LOG_LEVEL must be known at synth',
    ],
    [
      'a value of another resource as a reason',
      cluster({}, { ingress: { ...provides().ingress, tls: { kind: 'plain-http', reason: TOKEN } } }),
      'environments.dev.cluster.provides.ingress.tls.reason must be known at synth',
    ],
  ]);
  accepted([
    [
      "a template of Terraform's",
      'text is data, and is escaped',
      (r) => (r.services['api'].env = { TEXT: '${x} %{y}' }),
    ],
  ]);
});

describe('the wrong type', () => {
  refused([
    [
      'a size as text',
      pool({ rootDisk: '20Gi' }),
      'environments.dev.pools.nodes.rootDisk must be a Size, such as Size.gibibytes(1), but is "20Gi"',
    ],
    [
      'a former name as a number',
      pool({ formerly: 5 }),
      'environments.dev.pools.nodes.formerly must be a name, or a list of names, but is 5',
    ],
    [
      'name servers as text',
      (r) => (r.staging.networks.rack = lan('10.30.0.0/24', '10.30.0.1', { dns: '10.30.0.1' })),
      'environments.staging.networks.rack.dns must be a list, but is "10.30.0.1"',
    ],
    [
      'a storage class as a number',
      cluster({}, { storageClass: 5 }),
      'environments.dev.cluster.provides.storageClass must be text, but is 5',
    ],
    [
      'a context as a number',
      cluster({ context: 5 }),
      'environments.dev.cluster.connection.context must be text, but is 5',
    ],
    [
      'a kubeconfig as a number',
      cluster({ path: 5 }),
      'environments.dev.cluster.connection.path must be text, but is 5',
    ],
    [
      'no context',
      cluster({ context: undefined }),
      'environments.dev.cluster.connection.context must be text, but is missing',
    ],
    [
      'no certificate authority',
      (r) => (r.dev.cluster = existing({ endpoint: 'https://k:6443', provides: provides() } as never)),
      'environments.dev.cluster.connection.ca must be text, but is missing',
    ],
    [
      'keys as text',
      pool({ cloudInit: { users: [{ name: 'ops', sshKeys: 'ssh-ed25519 AAAA' }] } }),
      'environments.dev.pools.nodes.cloudInit.users[0].sshKeys must be a list, but is "ssh-ed25519 AAAA"',
    ],
    [
      'a user that is null',
      pool({ cloudInit: { users: [null] } }),
      'environments.dev.pools.nodes.cloudInit.users[0] must be an object, but is null',
    ],
    [
      'users as a map',
      pool({ cloudInit: { users: { ops: {} } } }),
      'environments.dev.pools.nodes.cloudInit.users must be a list, but is {"ops":{}}',
    ],
    [
      'a file as text',
      pool({ cloudInit: { files: { '/etc/x': 'content' } } }),
      'environments.dev.pools.nodes.cloudInit.files["/etc/x"] must be an object, but is "content"',
    ],
    [
      'cloud-init that is null',
      pool({ cloudInit: null }),
      'environments.dev.pools.nodes.cloudInit must be an object, but is null',
    ],
    [
      'cloud-init as text',
      pool({ cloudInit: '#cloud-config\n' }),
      'environments.dev.pools.nodes.cloudInit must be an object, but is "#cloud-config\\n"',
    ],
    [
      'arguments that are null',
      (r) => (r.services['web'].image.arguments = null),
      'services.web.image.arguments must be a map, but is null',
    ],
    [
      'a build argument as a number',
      (r) => (r.services['web'].image.arguments = { A: 5 }),
      'services.web.image.arguments.A must be text, but is 5',
    ],
    [
      'a period as a number',
      (r) => (r.services['web'].ready = httpGet('http', '/', { period: 5 } as never)),
      'services.web.ready.period must be a Duration, such as Duration.seconds(30), but is 5',
    ],
    [
      'networks as text',
      (r) => (r.services['api'].connectsTo = { P: external('h', 443, '10.0.0.0/8' as never) }),
      'services.api.connectsTo.P must be external(…) with a name, a port and a list of networks',
    ],
    [
      'a storage pool as a number',
      desk({ storagePool: 5 }),
      'environments.dev.hypervisors.desk.storagePool must be text, but is 5',
    ],
    [
      'a failure domain as a number',
      desk({ failureDomain: 5 }),
      'environments.dev.hypervisors.desk.failureDomain must be text, but is 5',
    ],
    [
      'emulation as text',
      desk({ emulated: 'no' }),
      'environments.dev.hypervisors.desk.emulated must be true or false, but is "no"',
    ],
    [
      'a reserve without end',
      desk({ reserve: { cpu: -Infinity } }),
      'environments.dev.hypervisors.desk.reserve.cpu must be a number, but is -Infinity',
    ],
    [
      'a reserve of memory as a number',
      desk({ reserve: { memory: 5 } }),
      'environments.dev.hypervisors.desk.reserve.memory must be a Size, such as Size.gibibytes(1), but is 5',
    ],
    [
      'a reserve of memory as text',
      desk({ reserve: { memory: '5Gi' } }),
      'environments.dev.hypervisors.desk.reserve.memory must be a Size',
    ],
    [
      'a kind of hypervisor that there is not',
      desk({ kind: 'vmware' }),
      'environments.dev.hypervisors.desk.kind must be a hypervisor, created with libvirt(…) or proxmox(…), but is "vmware"',
    ],
    [
      'a kind of cluster that there is not',
      (r) => (r.dev.cluster = { connection: { kind: 'nope' }, provides: {} }),
      'environments.dev.cluster.connection.kind must be a connection, created with kubeconfig(…), existing(…)',
    ],
    [
      'an ingress without TLS',
      cluster({}, { ingress: { className: 'n', controllerNamespace: 'n' } }),
      'environments.dev.cluster.provides.ingress.tls must be certManager(…), existingCertificate(…) or plainHttp(…), but is missing',
    ],
    [
      'a kind of TLS that there is not',
      cluster({}, { ingress: { ...provides().ingress, tls: { kind: 'bogus' } } }),
      'environments.dev.cluster.provides.ingress.tls.kind must be certManager(…), existingCertificate(…) or plainHttp(…), but is "bogus"',
    ],
    [
      'a folder of states as a number',
      (r) => (r.project.state = { kind: 'local', folder: 5 }),
      'project.state.folder must be text, but is 5',
    ],
    [
      'no bucket',
      (r) => (r.project.state = s3State({ region: 'x' } as never)),
      'project.state.bucket must be text, but is missing',
    ],
    [
      'an error in place of an environment',
      (r) => (r.staging.after = new Error('x')),
      'environments.staging.after must be an environment, all(…) or any(…) of at least two, or null',
    ],
    [
      'null for no protection',
      (r) => (r.dev.protect = null),
      'environments.dev.protect must be true or false, but is null',
    ],
    [
      'a look-alike of an environment',
      (r) =>
        (r.composed = ({ environments: [dev, staging, prod], ...rest }) => ({
          ...rest,
          environments: [dev, { ...staging, after: { name: 'dev' } }, prod],
        })),
      'environments.staging.after must be one of the environments that are composed with it, but is dev',
    ],
  ]);
});

/** Functions whose arguments a caller in JavaScript leaves out. */
const untyped = {
  ...{ binaryFile, eks, existing, external, inNamespace, joins, kubeconfig, libvirt },
  ...{ proxmox, qemuSsh, resourceField },
} as Readonly<Record<string, any>>;

function uses(option: string, value: () => unknown) {
  return (r: Raw) => {
    r.services['api'][option] = value();
  };
}

describe('an argument that is missing', () => {
  const kafka = () => untyped['inNamespace']('kafka');
  refused([
    [
      'inNamespace(…).service(…) without the labels of its pods',
      uses('connectsTo', () => ({ KAFKA: kafka().service('broker', 9092) })),
      'services.api.connectsTo.KAFKA must be inNamespace(…).service(…) with a name, a number and the labels of its pods',
    ],
    [
      'external(…) without a port',
      uses('connectsTo', () => ({ PAYMENTS: untyped['external']('api.pay.example') })),
      'services.api.connectsTo.PAYMENTS must be external(…) with a name, a port',
    ],
    [
      'external(…) with a port in quotes',
      uses('connectsTo', () => ({ PAYMENTS: untyped['external']('api.pay.example', '443') })),
      'services.api.connectsTo.PAYMENTS must be external(…) with a name, a port',
    ],
    [
      'binaryFile(…) of nothing',
      uses('files', () => ({ '/etc/x': untyped['binaryFile']() })),
      'services.api.files["/etc/x"] must be text, file(…)',
    ],
    ...['libvirt', 'proxmox'].map(
      (name) =>
        [
          `${name}() without options`,
          (r: Raw) => {
            r.dev.hypervisors.desk = untyped[name]();
          },
          'environments.dev.hypervisors.desk.cores must be a number, but is missing',
        ] as const,
    ),
    [
      'qemuSsh(…) without a user',
      (r) => {
        r.dev.hypervisors.desk.uri = untyped['qemuSsh']({ host: 'rack1-a' });
      },
      'qemuSsh.user must be text, but is missing',
    ],
    ...['existing', 'eks', 'kubeconfig', 'joins'].map(
      (name) =>
        [
          `${name}() without options`,
          (r: Raw) => {
            r.dev.cluster = untyped[name]();
          },
          'environments.dev.cluster.provides must be an object, but is missing',
        ] as const,
    ),
  ]);

  accepted([
    [
      'null in the place of options that may be left out',
      'nothing is set',
      uses('env', () => ({ LIMIT: untyped['resourceField']('limits.memory', null) })),
    ],
  ]);
});

describe('unknown names, with the one that is meant', () => {
  const service = (props: object) => (r: Raw) => void Object.assign(r.services['api'], props);
  refused([
    [
      'of what each environment says',
      service({ memory: 5 }),
      'services.api.memory must be the name of an option, but is memory\n    → Each environment says it in its services,',
    ],
    [
      'of an ingress',
      service({ ingress: {} }),
      "→ Say public: 'http' here, and the domain in the services of each environment.",
    ],
    [
      'in a list that may be a word',
      service({ tolerations: [{ key: 'a', operator: 'Exists' }] }),
      'services.api.tolerations[0].operator must be the name of an option, but is operator\n    → Check the spelling. There are effect, for, key, value.',
    ],
    [
      'of a pool',
      pool({ cloudinit: {} }),
      'environments.dev.pools.nodes.cloudinit must be the name of an option, but is cloudinit\n    → Write cloudInit, or take it out.',
    ],
    ['of a hypervisor', desk({ storagepool: 'ssd' }), '→ Write storagePool, or take it out.'],
    [
      'of a reserve',
      desk({ reserve: { cpus: 7 } }),
      'environments.dev.hypervisors.desk.reserve.cpus must be the name of an option, but is cpus\n    → Write cpu, or take it out.',
    ],
    ['of a cluster', (r) => (r.dev.cluster.nodepool = 'x'), '→ Write nodePool, or take it out.'],
    [
      'of what a cluster provides',
      cluster({}, { networkpolicies: false }),
      '→ Write networkPolicies, or take it out.',
    ],
    [
      'of a state: a secret in it is not shown',
      (r) =>
        (r.project.state = postgresState({ schemaPrefix: 'x_', connStr: 'postgres://u:pw@db' } as never)),
      'project.state.connStr must be the name of an option, but is connStr\n    → Check the spelling. There are kind, schemaPrefix.',
    ],
    ['of a project', (r) => (r.project.regsitry = 'x'), '→ Write registry, or take it out.'],
    [
      'of what an environment says of a service',
      (r) => (r.dev.services.web.replica = 1),
      'environments.dev.services.web.replica must be the name of an option, but is replica\n    → Write replicas, or take it out.',
    ],
    [
      'of why a service does not run',
      (r) => (r.dev.services.web = { kind: 'absent', reason: 'none', reson: 'none' }),
      '→ Write reason, or take it out.',
    ],
    [
      'of a disk',
      pool({ disks: { data: { mountpath: '/data' } } }),
      'environments.dev.pools.nodes.disks.data.mountpath must be the name of an option, but is mountpath\n    → Write mountPath',
    ],
    [
      'of a user',
      pool({ cloudInit: { users: [{ name: 'ops', sshkeys: [] }] } }),
      'environments.dev.pools.nodes.cloudInit.users[0].sshkeys must be the name of an option, but is sshkeys\n    → Write sshKeys',
    ],
    [
      'of a secret',
      (r) => (r.dev.secrets['shop-database'] = { ...managedSecret({ revision: 1 }), revison: 2 }),
      '→ Write revision, or take it out.',
    ],
    [
      'a hundred thousand times',
      (r) => {
        for (let index = 0; index < 100_000; index++) r.services['web'][`x${index}`] = index;
      },
      '100 problems, nothing was written:',
    ],
    ['of a local state', (r) => (r.project.state = { ...localState(), floder: 'x' }), '→ Write folder'],
  ]);
});

describe('names that every object has', () => {
  const says = 'must be another name: every object of JavaScript has something of this name';
  refused([
    ['a service', renamed('constructor'), `services.constructor.name ${says}`],
    ['a slot on a host', pool({ slots: { 0: 'desk', 1: 'constructor' } }), `pools.nodes.slots.1 ${says}`],
    ['a pool', cluster({ nodePool: 'constructor' }), `environments.dev.cluster.nodePool ${says}`],
    ['a network', pool({ network: 'constructor' }), `environments.dev.pools.nodes.network ${says}`],
    [
      'a secret',
      (r) => (r.services['api'].secrets = { X: secretKey('constructor', 'k') }),
      `services.api.secrets.X.secretName ${says}`,
    ],
    ['a pull secret', (r) => (r.dev.pullSecret = 'constructor'), `environments.dev.pullSecret ${says}`],
    [
      'a volume',
      (r) => (r.services['database'].volumes = { constructor: '/d' }),
      `services.database.volumes.constructor ${says}`,
    ],
    ['a port', (r) => (r.services['web'].public = 'constructor'), `services.web.public ${says}`],
    ['a setting', (r) => (r.services['api'].settings = ['toString']), `services.api.settings[0] ${says}`],
  ]);
  accepted([
    [
      'a variable',
      'it is data, and not the name of anything that is made',
      (r) => (r.services['api'].env = { constructor: 'a', toString: 'b' }),
    ],
  ]);
});

describe('numbers beyond what Kubernetes takes', () => {
  const most = 'at most 2147483647';
  refused([
    [
      'a termination grace of a billion days',
      (r) => (r.services['web'].terminationGrace = Duration.days(1_000_000_000)),
      `services.web.terminationGrace must be whole seconds, ${most} s`,
    ],
    [
      'a rollout deadline of a billion days',
      (r) => (r.services['web'].rolloutDeadline = Duration.days(1_000_000_000)),
      `services.web.rolloutDeadline must be whole seconds, ${most} s`,
    ],
    [
      'a timeout of a billion days',
      (r) => (r.services['web'].ready = httpGet('http', '/', { timeout: Duration.days(1_000_000_000) })),
      `services.web.ready must have a period and a timeout of whole seconds, at least 1 s and ${most} s`,
    ],
    [
      'failures beyond an int32',
      (r) => (r.services['web'].ready = httpGet('http', '/', { failures: 2 ** 31 })),
      `services.web.ready.failures must be a whole number of at least 1 and ${most}, but is 2147483648`,
    ],
    [
      'a skew beyond an int32',
      (r) => (r.services['web'].topologySpread = [{ topologyKey: 'zone', maxSkew: 2 ** 40 }]),
      `maxSkew must be a whole number of at least 1 and ${most}`,
    ],
    [
      'slots beyond any network',
      pool({ slots: 2 ** 40 }),
      'pools.nodes.slots must be a number of slots, at most 10000',
    ],
  ]);
  accepted([
    [
      'a timeout above the period',
      'the kubelet asks again when the answer is there',
      (r) =>
        (r.services['web'].ready = httpGet('http', '/', {
          period: Duration.seconds(1),
          timeout: Duration.seconds(30),
        })),
    ],
  ]);
});

describe('a metadata service of a cloud', () => {
  accepted([
    [
      'its address',
      'it is a warning: pods of some clouds get their own identity there',
      (r) => (r.services['api'].connectsTo = { META: external('169.254.169.254', 80) }),
    ],
  ]);
});
