import { Size } from '../../../../constructs/quantities';
import {
  checkPool,
  machineImage,
  MachineNetwork,
  nat,
  proxmoxNode,
  type PoolSpec,
} from '../../../../constructs/vm-pool';
import { synth } from '../../../support/synth';
import { debian, sound } from '../pool';
import { addProxmoxPool, bridge } from './node';

const pve1 = proxmoxNode({ node: 'pve1', datastore: 'local-lvm' });
const check = (changes: Partial<PoolSpec>) =>
  checkPool({ ...sound, network: bridge, ...changes }, 'pools.nodes', [pve1]);

test('a valid pool has no problems', () => {
  expect(check({ disks: { data: { size: Size.gibibytes(10), mountPath: '/data' } } })).toEqual([]);
});

const size = Size.gibibytes(1);
const seventeen = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`d${index}`, { size }]));

test.each([
  ['vm-pool/network-kind', 'network', 'bridged', { network: nat({ cidr: '10.20.0.0/24' }) }],
  [
    'vm-pool/architecture',
    'image.architecture',
    'amd64',
    { image: machineImage({ ...debian, architecture: 'arm64' }) },
  ],
  [
    'vm-pool/image-source',
    'image.source',
    'node fetches',
    { image: machineImage({ ...debian, source: '/srv/debian.qcow2' }) },
  ],
  ['vm-pool/size', 'rootDisk', 'Round it up', { rootDisk: Size.mebibytes(5_500) }],
  ['vm-pool/size', 'disks.data.size', 'Round it up', { disks: { data: { size: Size.mebibytes(1_500) } } }],
  ['vm-pool/size', 'memory', '64 MiB', { memory: Size.mebibytes(32) }],
  ['vm-pool/disk', 'disks', 'at most 16', { disks: seventeen }],
  ['vm-pool/disk', 'disks.data', 'Shorten', { slots: ['a'.repeat(45)], disks: { data: { size } } }],
] as const)('refused with advice: %s at %s', (rule, path, words, changes) => {
  const found = check(changes).filter((finding) => finding.rule === rule);
  expect(found.map((finding) => finding.path)).toEqual([`pools.nodes.${path}`]);
  expect(`${found[0]?.message ?? ''} ${found[0]?.advice ?? ''}`).toContain(words);
});

test('an image that only one slot runs is checked where it is pinned', () => {
  const image = machineImage({ ...debian, digest: `sha256:${'cd'.repeat(32)}`, source: '/srv/new.qcow2' });
  expect(check({ slots: [{ key: '0', image }] }).map(({ path }) => path)).toEqual([
    'pools.nodes.slots.0.image.source',
  ]);
});

test('a wrong number of slots is reported once, by the general check', () => {
  expect(check({ slots: 1e12, disks: { data: { size } } }).map(({ rule }) => rule)).toEqual([
    'vm-pool/slots',
  ]);
});

test('emulation is refused, because the provider cannot request it', () => {
  synth((stack) => {
    expect(() => addProxmoxPool(stack, { emulated: true })).toThrow(
      /test\/nodes\.emulated must be left out.*hardware virtualisation/s,
    );
  });
});

test('an unsupported network and an invalid node are refused in one report', () => {
  synth((stack) => {
    const make = () =>
      new MachineNetwork(stack, 'lan', {
        identity: 'shop/prod',
        spec: nat({ cidr: '10.20.0.0/24' }),
        hypervisor: proxmoxNode({ node: 'pve 1', datastore: '', fileDatastore: '-', cpuType: '' }),
      });
    expect(make).toThrow(
      /5 problems.*lan\.spec must be bridged.*lan\.hypervisor\.node must be the name of a node.*\.cpuType/s,
    );
  });
});
