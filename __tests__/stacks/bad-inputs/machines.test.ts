import { existing, joins, proxmox, Size } from 'slipway';
import { accepted, lan, MACHINE, provides, type Raw, refused } from '../../support/three-environments';

const CA = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

function disk(mountPath: string) {
  return (r: Raw) => {
    r.dev.pools.nodes.disks = { data: { size: Size.gibibytes(1), mountPath } };
  };
}

function cloudInit(props: object) {
  return (r: Raw) => {
    Object.assign(r.dev.pools.nodes.cloudInit, props);
  };
}

function merged(merge: object) {
  return cloudInit({ merge });
}

function image(source: string) {
  return (r: Raw) => {
    r.dev.pools.nodes.image = { ...MACHINE, source };
  };
}

function user(name: string) {
  return (r: Raw) => {
    r.dev.pools.nodes.cloudInit.users[0].name = name;
  };
}

const pool = 'environments.dev.pools.nodes';

describe('where something is mounted', () => {
  const path = `${pool}.disks.data.mountPath must hide no folder of the system, but is`;
  refused([
    ...[
      '/etc',
      '/usr',
      '/var',
      '/var/lib',
      '/boot',
      '/proc',
      '/run/data',
      '/etc/kubernetes',
      '/var/lib/kubelet',
    ].map((folder) => [folder, disk(folder), `${path} ${folder}`] as const),
    [
      'another mount over the system',
      cloudInit({ mounts: { '/usr': { device: '10.20.0.5:/usr' } } }),
      `${pool}.cloudInit.mounts["/usr"] must hide no folder of the system`,
    ],
  ]);
  refused([
    [
      'a folder of another machine with a space',
      cloudInit({ mounts: { '/data': { device: '10.20.0.5:/my data' } } }),
      `${pool}.cloudInit.mounts["/data"].device must be a device or a file system of another machine, without spaces`,
    ],
    [
      'options with a space',
      cloudInit({ mounts: { '/data': { device: '10.20.0.5:/data', options: 'ro, soft' } } }),
      `${pool}.cloudInit.mounts["/data"].options must be options joined by commas, without spaces`,
    ],
  ]);
  accepted([
    ['/home', 'users are made after it is mounted', disk('/home')],
    ['/opt/data', 'nothing of the system is there', disk('/opt/data')],
  ]);
});

describe('what is merged into cloud-init', () => {
  const path = `${pool}.cloudInit.merge`;
  refused([
    [
      'no mounts',
      merged({ mounts: null }),
      `${path}.mounts must be a list: its entries are appended to those`,
    ],
    ['a line for bootcmd', merged({ bootcmd: 'x' }), `${path}.bootcmd must be a list`],
    ['a line for runcmd', merged({ runcmd: 'x' }), `${path}.runcmd must be a list`],
    ['no files', merged({ write_files: null }), `${path}.write_files must be a list`],
    ['no users', merged({ users: null }), `${path}.users must be a list`],
    ['no growpart', merged({ growpart: null }), `${path}.growpart must not be emptied, but is null`],
    ['fs_setup', merged({ fs_setup: [] }), `${path}.fs_setup must not be set\n    → It formats by force`],
    [
      'a misspelt key',
      merged({ runcmds: ['x'] }),
      `${path}.runcmds must be a key that cloud-init knows, but is runcmds\n    → Write runcmd, or take it out.`,
    ],
    [
      'a mode as a number',
      merged({ write_files: [{ path: '/x', content: 'x', permissions: 644 }] }),
      `${path}.write_files[0].permissions must be four octal digits as text, but is 644`,
    ],
    ...[
      [
        'a word for true',
        { package_upgrade: 'yes' },
        'package_upgrade must be true or false, as cloud-init reads it, but is "yes"',
      ],
      [
        'a mode that growpart does not have',
        { growpart: { mode: 'of' } },
        'growpart.mode must be auto, growpart, gpart or off, or false, as',
      ],
      [
        'a misspelt key of ntp',
        { ntp: { server: ['a'] } },
        'ntp.server must be a known key, as cloud-init reads it\n    → Write servers, or take it out.',
      ],
      [
        'a misspelt key of a user',
        { users: [{ name: 'x', shel: '/bin/sh' }] },
        'users[0].shel must be a known key',
      ],
      [
        'a command that is a number',
        { runcmd: [5] },
        'runcmd[0] must be a list, or text, or null, as cloud-init reads it, but is 5',
      ],
      ['a file without a path', { write_files: [{ content: 'x' }] }, 'write_files[0] must have the key path'],
    ].map(
      ([what = '', merge, says = '']) =>
        [what as string, merged(merge as object), `${path}.${says as string}`] as const,
    ),
    [
      'swap on a node',
      (r) => {
        const cluster = existing({ endpoint: 'https://k:6443', ca: CA, provides: provides() });
        r.dev.cluster = joins(cluster, 'nodes', { dns: '10.96.0.10' });
        r.dev.pools.nodes.cloudInit.merge = { swap: { filename: '/swap', size: '1G' } };
      },
      'must not be on machines with swap, since the kubelet does not start there',
    ],
  ]);
  accepted([
    ['a command more', 'it is appended', merged({ runcmd: ['true'], bootcmd: [['true']] })],
    ['a key that nothing here is like', 'a newer cloud-init may know it', merged({ tomorrow: true })],
    [
      'a list of all kinds of commands',
      'cloud-init reads each of them',
      merged({
        runcmd: ['a', ['b', 'c'], null],
        packages: ['a', ['b', '1.0']],
        users: ['default', { name: 'x', sudo: 'ALL' }],
      }),
    ],
    ['swap', 'a machine that joins nothing may have it', merged({ swap: { filename: '/swap', size: '1G' } })],
  ]);
});

describe('what cloud-init is told', () => {
  refused([
    ...['operator', 'staff', 'docker', 'users', 'nobody', 'root'].map(
      (name) =>
        [
          `a user ${name}`,
          user(name),
          `${pool}.cloudInit.users[0].name must be no user or group that the distribution has`,
        ] as const,
    ),
    [
      'a command with carriage returns',
      cloudInit({ commands: ['echo a\r\necho b'] }),
      `${pool}.cloudInit.commands[0] must have line ends without carriage returns`,
    ],
  ]);
  accepted([
    [
      'a file with carriage returns',
      'they are written as they are',
      cloudInit({ files: { '/etc/x': { content: 'a\r\nb\r\n' } } }),
    ],
  ]);
});

describe('images of machines, and bridges', () => {
  refused([
    [
      'a folder',
      image('/images/'),
      `${pool}.image.source must be an http or https URL, or an absolute path, of a file, but is /images/`,
    ],
    ...['/i/x.qcow2.xz', '/i/x.raw', '/i/x.iso', '/i/x.ova', 'https://h/x.qcow2.gz?a=b'].map(
      (source) =>
        [
          source,
          image(source),
          `${pool}.image.source must be a disk image in qcow2 format, neither packed`,
        ] as const,
    ),
    [
      'a VLAN of a bridge under Proxmox VE',
      (r) => {
        const node = (name: string) =>
          proxmox({
            endpoint: 'https://pve:8006/',
            node: name,
            datastore: 'local-lvm',
            cores: 16,
            memory: Size.gibibytes(64),
          });
        r.staging.hypervisors = { 'rack1-a': node('a'), 'rack1-b': node('b') };
        r.staging.pools.nodes.image = { ...MACHINE, source: 'https://images.example.com/tiny.qcow2' };
        r.staging.networks.rack = lan('10.30.0.0/24', '10.30.0.1', { bridge: 'vmbr0.100' });
      },
      'environments.staging.networks.rack.bridge must be the name of a bridge of Proxmox VE, without a VLAN, but is vmbr0.100',
    ],
  ]);
  accepted([
    ['.img', 'Ubuntu calls its qcow2 images so', image('https://h/x.img')],
    ['.qcow2 with a query', 'it is the path that ends', image('https://h/x.qcow2?a=b.xz')],
  ]);
});

describe('very much of something', () => {
  refused([
    [
      'ten thousand slots that are nowhere',
      (r) => (r.dev.pools.nodes.slots = 10_000),
      '0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 9980 more',
    ],
  ]);
});
