import { proxmox, Size } from 'slipway';
import { accepted, host, MACHINE, type Raw, refused } from '../../support/three-environments';

function both(one: string, other: string) {
  return (r: Raw) => {
    r.staging.hypervisors = { 'rack1-a': host(one), 'rack1-b': host(other) };
  };
}

function reachedBy(uri: string) {
  return (r: Raw) => {
    r.staging.hypervisors['rack1-a'] = host(uri);
  };
}

function desk(props: object) {
  return (r: Raw) => {
    r.dev.hypervisors.desk = host('qemu:///system', props);
  };
}

function node(endpoint: string, name: string): object {
  return proxmox({
    endpoint,
    node: name,
    datastore: 'local-lvm',
    cores: 16,
    memory: Size.gibibytes(64),
  });
}

function onProxmox(one: object, other: object) {
  return (r: Raw) => {
    r.staging.hypervisors = { 'rack1-a': one, 'rack1-b': other };
    r.staging.pools.nodes.image = { ...MACHINE, source: 'https://images.example.com/tiny.qcow2' };
  };
}

const TWICE =
  'environments.staging.hypervisors.rack1-b.uri must be a server that no other hypervisor of the environment is';

describe('one host under two spellings', () => {
  refused([
    ['port 22', both('qemu+ssh://ops@h/system', 'qemu+ssh://ops@h:22/system'), TWICE],
    ['a key', both('qemu+ssh://ops@h/system', 'qemu+ssh://ops@h/system?keyfile=/k'), TWICE],
    ['a user', both('qemu+ssh://ops@h/system', 'qemu+ssh://root@h/system'), TWICE],
    ['case', both('qemu+ssh://ops@h.example.com/system', 'qemu+ssh://ops@H.Example.com/system'), TWICE],
    ['a dot', both('qemu+ssh://ops@h.example.com/system', 'qemu+ssh://ops@h.example.com./system'), TWICE],
    ['IPv6', both('qemu+ssh://ops@[fd00::1]/system', 'qemu+ssh://ops@[fd00:0::1]/system'), TWICE],
    [
      'a name of this machine',
      both('qemu+ssh://ops@localhost/system', 'qemu+ssh://ops@127.0.0.1/system'),
      TWICE,
    ],
    ['SSH to this machine', both('qemu:///system', 'qemu+ssh://ops@[::1]/system'), TWICE],
    [
      'the usual socket',
      both('qemu+ssh://ops@h/system?socket=/run/libvirt/libvirt-sock', 'qemu+ssh://ops@h/system'),
      TWICE,
    ],
    ['qemu+unix', both('qemu:///system', 'qemu+unix:///system'), TWICE],
    [
      'an endpoint in upper case',
      onProxmox(node('https://pve:8006/', 'a'), node('https://PVE:8006', 'a')),
      TWICE,
    ],
    [
      'two environments that fill it',
      (r) => {
        r.staging.hypervisors['rack1-a'] = host('qemu+ssh://ops@h/system', { memory: Size.gibibytes(10) });
        r.prod.hypervisors['rack2-a'] = host('qemu+ssh://root@H:22/system', { memory: Size.gibibytes(10) });
      },
      'environments.staging.hypervisors.rack1-a must have room for the slots of environments.prod.hypervisors.rack2-a too',
    ],
  ]);
  accepted([
    [
      'another port',
      'one address may lead to several hosts',
      both('qemu+ssh://ops@h:2201/system', 'qemu+ssh://ops@h:2202/system'),
    ],
    [
      'a port of this machine',
      'it may be the end of a tunnel',
      both('qemu:///system', 'qemu+ssh://ops@localhost:2201/system'),
    ],
    [
      'two nodes of one cluster',
      'each is a server',
      onProxmox(node('https://pve:8006/', 'a'), node('https://pve:8006/', 'b')),
    ],
  ]);
});

describe('how a host is reached', () => {
  const path = 'environments.staging.hypervisors.rack1-a.uri';
  const plainly = 'Write it as it is, without percent-encoding.';
  refused([
    [
      'a user that ssh takes for an option',
      reachedBy('qemu+ssh://-oProxyCommand=x@h/system'),
      `${path} must name a user by letters, digits, dots, hyphens and underscores, but is qemu+ssh://-oProxyCommand=x@h/system\n    → ${plainly}`,
    ],
    [
      'a host that ssh takes for an option',
      reachedBy('qemu+ssh://ops@-oProxyCommand=x/system'),
      `${path} must name a host by its name or address, which begins with no hyphen`,
    ],
    [
      'a parameter twice',
      reachedBy('qemu+ssh://ops@h/system?keyfile=/k&keyfile=/l'),
      `${path} must have each parameter once, but is keyfile several times`,
    ],
    ['port 0', reachedBy('qemu+ssh://ops@h:0/system'), `${path} must have a port from 1 to 65535`],
    ['an encoded line end', reachedBy('qemu+ssh://ops@h%0a/system'), `${path} must name a host by its name`],
    ['an encoded letter', reachedBy('qemu+ssh://ops@%68/system'), `${path} must name a host by its name`],
    ['no encoding', reachedBy('qemu+ssh://%zz@h/system'), `${path} must name a user by letters`],
    [
      'an encoded password, which is not shown',
      reachedBy('qemu+ssh://ops%3Ahunter2@h/system'),
      `${path} must hold no password, since it stands in the synthesised files\n`,
    ],
    [
      'a password, which is refused once and not shown',
      reachedBy('qemu+ssh://ops:hunter2@h/system'),
      `1 problem, nothing was written:\n  ${path} must hold no password, since it stands in the synthesised files\n`,
    ],
    [
      'with a space at its end',
      reachedBy('qemu+ssh://ops@h/system '),
      `${path} must be a URI that begins with qemu:///`,
    ],
    [
      'a password for a transport that is refused anyhow',
      reachedBy('qemu+tls://ops:hunter2@h/system'),
      `1 problem, nothing was written:\n  ${path} must be a URI that begins with qemu:///, qemu+unix:/// or qemu+ssh://, but is qemu+tls://…@h/system\n`,
    ],
    [
      'another hypervisor',
      reachedBy('xen:///'),
      `1 problem, nothing was written:\n  ${path} must be a URI that begins with qemu:///`,
    ],
    [
      'what is behind a #, which is not shown',
      reachedBy('qemu+ssh://ops@h/system#hunter2'),
      `${path} must have nothing behind a #, which no part of libvirt reads\n`,
    ],
  ]);
});

describe('what a host is', () => {
  const path = 'environments.dev.hypervisors.desk';
  refused([
    [
      'a reserve that makes room',
      desk({ reserve: { cpu: -4 } }),
      `${path}.reserve.cpu must not be negative: it is what the host keeps for itself, but is -4`,
    ],
    [
      'no memory',
      desk({ memory: Size.bytes(0) }),
      `${path}.memory must be more than nothing, but is 0\n    → Give the memory of the physical server. \`drained: true\` keeps slots off it.`,
    ],
    [
      'cores in another unit',
      desk({ cores: 32e9 }),
      `${path}.cores must be a whole number from 1 to 65536, but is 32000000000`,
    ],
    [
      'a failure domain without a name',
      desk({ failureDomain: '' }),
      `${path}.failureDomain must be a name on one line, at most 100 characters, with no blank at its ends, but is ""`,
    ],
    [
      'a failure domain on two lines',
      desk({ failureDomain: 'a\nb' }),
      `${path}.failureDomain must be a name on one line`,
    ],
    [
      'a storage pool that is a path',
      desk({ storagePool: '../x' }),
      `${path}.storagePool must be the name of a storage pool, but is "../x"`,
    ],
  ]);
});
