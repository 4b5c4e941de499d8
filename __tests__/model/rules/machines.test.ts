import { bridged, libvirt, machineImage, proxmox, Size } from 'slipway';
import { checkComposition, resolveComposition } from '../../../model';
import { devProps, smallProject } from '../../support/small-project';

const capacity = { cores: 8, memory: Size.gibibytes(16) };
const hypervisors = {
  pve: proxmox({
    ...capacity,
    node: 'pve',
    endpoint: 'https://pve.example.com:8006/',
    datastore: 'local-lvm',
    sshUser: 'terraform',
  }),
  desk: libvirt({ ...capacity, uri: 'qemu+ssh://ops@desk/system' }),
};
const lan = bridged({ bridge: 'br0', cidr: '10.0.0.0/14', gateway: '10.0.0.1', dns: ['10.0.0.1'] });
const nodes = {
  ...devProps().pools?.['nodes'],
  image: machineImage({
    name: 'tiny',
    source: 'https://images.example.com/tiny.qcow2',
    digest: `sha256:${'a'.repeat(64)}`,
    architecture: 'amd64',
  }),
};

/** `path: value` of the machines of dev that may not be as they are. */
function identities(pools: object): readonly string[] {
  const changes = { dev: { hypervisors, networks: { lan }, pools } };
  return checkComposition(resolveComposition(smallProject(changes)))
    .filter(({ rule }) => rule === 'machines/identity')
    .map(({ path, message, value }) => `${path} ${message}: ${value}`);
}

describe('the ids of a cluster of Proxmox VE, which are hashes of names', () => {
  type Hosts = readonly [nodes: 'pve' | 'desk', others: 'pve' | 'desk'];

  /** nodes/9745 and others/18347 have one id, 233014817. */
  const twoPools = ([first, second]: Hosts, more: object = {}) => ({
    nodes: { ...nodes, slots: { 9745: first, ...more }, addresses: '10.1.0.0/17' },
    others: { ...nodes, slots: { 18347: second, ...more }, addresses: '10.2.0.0/17' },
  });
  const refusal =
    'environments.dev.pools.others.slots.18347 must share its id in Proxmox VE with no other machine: ' +
    '233014817, as environments.dev.pools.nodes.slots.9745 already has';

  test('are those of one machine each', () => {
    expect(identities(twoPools(['pve', 'pve']))).toEqual([refusal]);
  });

  test('are looked at where a pool has other hosts as well', () => {
    expect(identities(twoPools(['pve', 'pve'], { 2: 'desk' }))).toEqual([refusal]);
  });

  test('do not matter where machines run under libvirt', () => {
    expect(identities(twoPools(['desk', 'desk']))).toEqual([]);
    expect(identities(twoPools(['pve', 'desk']))).toEqual([]);
  });

  test('are those of disks, too, which something in the cluster holds', () => {
    // The disk of nodes/12757 and others/9248 have one id, 833808546.
    const pools = {
      nodes: {
        ...nodes,
        slots: { 12757: 'pve' },
        addresses: '10.1.0.0/17',
        disks: { data: { size: Size.gibibytes(1) } },
      },
      others: { ...nodes, slots: { 9248: 'pve' }, addresses: '10.2.0.0/17' },
    };
    expect(identities(pools)).toEqual([
      'environments.dev.pools.others.slots.9248 must share its id in Proxmox VE with no other machine: ' +
        '833808546, as environments.dev.pools.nodes.slots.12757, disk data already has',
    ]);
  });
});

describe('a pool without a slot', () => {
  const arm = machineImage({ ...nodes.image, architecture: 'arm64' });
  const messagesOf = (slots: object) => {
    const dev = { hypervisors, networks: { lan }, pools: { nodes: { ...nodes, slots, image: arm } } };
    return checkComposition(resolveComposition(smallProject({ dev })))
      .filter(({ path }) => path.startsWith('environments.dev.pools.nodes'))
      .map(({ message }) => message);
  };

  test('is checked as one under libvirt, which it may become', () => {
    expect(messagesOf({})).toContain('must be amd64 under libvirt');
    expect(messagesOf({ 0: 'desk' })).toContain('must be amd64 under libvirt');
    expect(messagesOf({ 0: 'pve' })).not.toContain('must be amd64 under libvirt');
  });
});
