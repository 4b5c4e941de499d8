import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Size } from '../../../constructs/quantities';
import {
  bridged,
  checkPool,
  existingNetwork,
  nat,
  openNetwork,
  type PoolSpec,
  routed,
  slotIdentities,
} from '../../../constructs/vm-pool';
import { debian, sound } from './pool';

function rules(change: Partial<PoolSpec>): string[] {
  return checkPool({ ...sound, ...change }, 'pools.nodes').map(({ rule, path }) => `${rule} at ${path}`);
}

test('a valid pool has no problems', () => {
  expect(rules({})).toEqual([]);
  expect(rules({ network: dual, addresses6: 'fd00::100/120', slots: ['0', 'db'] })).toEqual([]);
  expect(
    rules({ network: existingNetwork({ ...found, name: 'lan', cidr6: 'fd00::/64', gateway6: 'fe80::1' }) }),
  ).toEqual([]);
  expect(
    rules({ slots: ['0', '2', 'db'], disks: { data: { size: Size.gibibytes(1), mountPath: '/data' } } }),
  ).toEqual([]);
});

const size = Size.gibibytes(1);
const found = { cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: [] };
const dual = nat({ cidr: '10.20.0.0/24', cidr6: 'fd00::/64' });

test.each<[string, Partial<PoolSpec>, string[]]>([
  ['an identity with a capital', { identity: 'Shop/prod' }, ['vm-pool/identity at pools.nodes.identity']],
  ['an identity that ends in a slash', { identity: 'shop/' }, ['vm-pool/identity at pools.nodes.identity']],
  ['a pool named by digits', { pool: '1' }, ['vm-pool/name at pools.nodes']],
  ['half a CPU', { cpu: 0.5 }, ['vm-pool/cpu at pools.nodes.cpu']],
  ['no CPU', { cpu: 0 }, ['vm-pool/cpu at pools.nodes.cpu']],
  ['memory between mebibytes', { memory: Size.bytes(1_000_000_000) }, ['vm-pool/size at pools.nodes.memory']],
  ['no memory', { memory: Size.bytes(0) }, ['vm-pool/size at pools.nodes.memory']],
  [
    'a root disk between mebibytes',
    { rootDisk: Size.bytes(1_000_000_001) },
    ['vm-pool/size at pools.nodes.rootDisk'],
  ],
  [
    'an image without a checksum',
    { image: { ...debian, digest: 'latest' } },
    ['vm-pool/image-digest at pools.nodes.image.digest'],
  ],
  [
    'an image by relative path',
    { image: { ...debian, source: 'debian.qcow2' } },
    ['vm-pool/image-source at pools.nodes.image.source'],
  ],
  [
    'an image that moves',
    { image: { ...debian, source: 'https://cloud.debian.org/images/cloud/bookworm/latest/debian-12.qcow2' } },
    ['vm-pool/image-source at pools.nodes.image.source'],
  ],
  [
    'an image for other processors than it says',
    { image: { ...debian, source: 'https://images.example.com/noble-server-cloudimg-arm64.img' } },
    ['vm-pool/architecture at pools.nodes.image.architecture'],
  ],
  [
    'the checksum of an empty file',
    { image: { ...debian, digest: `sha512:${createHash('sha512').digest('hex')}` } },
    ['vm-pool/image-digest at pools.nodes.image.digest'],
  ],
  ['a root disk in another unit', { rootDisk: Size.mebibytes(20) }, ['vm-pool/size at pools.nodes.rootDisk']],
  [
    'an image URL with a password',
    { image: { ...debian, source: 'https://u:p@images.example.com/d' } },
    ['vm-pool/image-source at pools.nodes.image.source'],
  ],
  [
    'an arm64 image',
    { image: { ...debian, architecture: 'arm64' } },
    ['vm-pool/architecture at pools.nodes.image.architecture'],
  ],
  ['a disk named root', { disks: { root: { size } } }, ['vm-pool/disk at pools.nodes.disks.root']],
  ['a disk with a hyphen', { disks: { 'a-b': { size } } }, ['vm-pool/disk at pools.nodes.disks.a-b']],
  [
    'a mount on /',
    { disks: { data: { size, mountPath: '/' } } },
    ['vm-pool/mount-path at pools.nodes.disks.data.mountPath'],
  ],
  [
    'a mount path with a way up',
    { disks: { data: { size, mountPath: '/var/../etc' } } },
    ['vm-pool/mount-path at pools.nodes.disks.data.mountPath'],
  ],
  [
    'two disks on one path',
    { disks: { a: { size, mountPath: '/data' }, b: { size, mountPath: '/data' } } },
    [
      'vm-pool/mount-path at pools.nodes.disks.a.mountPath',
      'vm-pool/mount-path at pools.nodes.disks.b.mountPath',
    ],
  ],
  [
    'a disk over a mount',
    {
      disks: { a: { size, mountPath: '/data' } },
      cloudInit: { mounts: { '/data': { device: 'nas:/data' } } },
    },
    ['vm-pool/mount-path at pools.nodes.disks.a.mountPath'],
  ],
  [
    'a file system that nothing mounts',
    { disks: { data: { size, fileSystem: 'xfs' } } },
    ['vm-pool/disk at pools.nodes.disks.data.fileSystem'],
  ],
  [
    'an xfs disk too small for mkfs.xfs',
    { disks: { data: { size: Size.mebibytes(299), mountPath: '/data', fileSystem: 'xfs' } } },
    ['vm-pool/disk at pools.nodes.disks.data.size'],
  ],
  [
    'a network with host bits',
    { network: nat({ cidr: '10.20.0.1/24' }) },
    ['vm-pool/network at pools.nodes.network.cidr'],
  ],
  [
    'a NAT network of four',
    {
      network: nat({ cidr: '10.20.0.16/30' }),
      addresses: { from: '10.20.0.18', to: '10.20.0.18' },
      slots: 1,
    },
    ['vm-pool/network at pools.nodes.network.cidr'],
  ],
  [
    'a name server by name',
    { network: nat({ cidr: '10.20.0.0/24', dns: ['ns.example.com'] }) },
    ['vm-pool/network at pools.nodes.network.dns[0]'],
  ],
  [
    'a gateway outside the network',
    { network: bridged({ bridge: 'br0', cidr: '10.20.0.0/24', gateway: '10.21.0.1', dns: [] }) },
    ['vm-pool/network at pools.nodes.network.gateway'],
  ],
  [
    'a bridge name that Linux does not take',
    { network: bridged({ bridge: 'a-bridge-too-far', cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: [] }) },
    ['vm-pool/network at pools.nodes.network.bridge'],
  ],
  [
    'a range with leading zeros',
    { addresses: { from: '10.20.0.016', to: '10.20.0.31' } },
    ['vm-pool/addresses at pools.nodes.addresses'],
  ],
  [
    'a range outside the network',
    { addresses: '10.21.0.16/28' },
    ['vm-pool/addresses at pools.nodes.addresses'],
  ],
  [
    'a range over network address, broadcast and gateway',
    { addresses: '10.20.0.0/24' },
    Array<string>(3).fill('vm-pool/addresses at pools.nodes.addresses'),
  ],
  [
    'a network with a domain of capitals',
    { network: nat({ cidr: '10.20.0.0/24', domain: 'Lab.example.com' }) },
    ['vm-pool/network at pools.nodes.network.domain'],
  ],
  [
    'a network with a domain that ends in a dot',
    { network: routed({ cidr: '10.20.0.0/24', domain: 'lab.example.com.' }) },
    ['vm-pool/network at pools.nodes.network.domain'],
  ],
  [
    'an existing network by a name with a slash',
    { network: existingNetwork({ ...found, name: 'my/lan' }) },
    ['vm-pool/network at pools.nodes.network.name'],
  ],
  [
    'a made network with an IPv6 block that libvirt cannot announce',
    { network: openNetwork({ cidr: '10.20.0.0/24', cidr6: 'fd00::/80' }) },
    ['vm-pool/network at pools.nodes.network.cidr6'],
  ],
  [
    'an IPv6 block without its router',
    { network: bridged({ ...found, bridge: 'br0', cidr6: 'fd00::/64' }) },
    ['vm-pool/network at pools.nodes.network.gateway6'],
  ],
  [
    'an IPv6 router without its block',
    { network: bridged({ ...found, bridge: 'br0', gateway6: 'fe80::1' }) },
    ['vm-pool/network at pools.nodes.network.cidr6'],
  ],
  [
    'an IPv6 router outside the block',
    { network: bridged({ ...found, bridge: 'br0', cidr6: 'fd00::/64', gateway6: 'fd01::1' }) },
    ['vm-pool/network at pools.nodes.network.gateway6'],
  ],
  [
    'a range of IPv6 addresses in a network without',
    { addresses6: 'fd00::100/120' },
    ['vm-pool/addresses at pools.nodes.addresses6'],
  ],
  [
    'a range of IPv6 addresses with host bits',
    { network: dual, addresses6: 'fd00::101/120' },
    ['vm-pool/addresses at pools.nodes.addresses6'],
  ],
  [
    'a range of IPv6 addresses outside the network',
    { network: dual, addresses6: 'fd01::100/120' },
    ['vm-pool/addresses at pools.nodes.addresses6'],
  ],
  [
    'a range over the IPv6 gateway and the anycast address',
    { network: dual, addresses6: 'fd00::/120' },
    Array<string>(2).fill('vm-pool/addresses at pools.nodes.addresses6'),
  ],
  [
    'an IPv6 address outside the range',
    { network: dual, addresses6: 'fd00::100/120', slots: [{ key: 'db', address6: 'fd00::1' }] },
    ['vm-pool/slot-address at pools.nodes.slots.db'],
  ],
  [
    'an IPv6 address in a pool without',
    { network: dual, slots: [{ key: 'db', address6: 'fd00::100' }] },
    ['vm-pool/slot-address at pools.nodes.slots.db'],
  ],
  [
    'one IPv6 address twice, in two spellings',
    {
      network: dual,
      addresses6: 'fd00::100/120',
      slots: ['0', { key: 'db', address6: 'FD00:0::0100' }],
    },
    ['vm-pool/slot-address at pools.nodes.slots.db'],
  ],
  ['a negative number of slots', { slots: -1 }, ['vm-pool/slots at pools.nodes.slots']],
  ['half a slot', { slots: 1.5 }, ['vm-pool/slots at pools.nodes.slots']],
  ['a slot with leading zeros', { slots: ['01'] }, ['vm-pool/slot at pools.nodes.slots.01']],
  ['a slot named base', { slots: ['base'] }, ['vm-pool/slot at pools.nodes.slots.base']],
  ['a slot named twice', { slots: ['db', 'db'] }, ['vm-pool/slot at pools.nodes.slots.db']],
  ['an index beyond the range', { slots: ['16'] }, ['vm-pool/slot-address at pools.nodes.slots.16']],
  [
    'an address outside the range',
    { slots: [{ key: 'db', address: '10.20.0.40' }] },
    ['vm-pool/slot-address at pools.nodes.slots.db'],
  ],
  [
    'an invalid address',
    { slots: [{ key: 'db', address: '10.20.0' }] },
    ['vm-pool/slot-address at pools.nodes.slots.db'],
  ],
  [
    'a host name of 64 characters',
    { identity: `shop/${'x'.repeat(51)}`, slots: ['0'] },
    ['vm-pool/slot-name at pools.nodes.slots.0'],
  ],
])('%s is refused', (_, change, findings) => {
  expect(rules(change)).toEqual(findings);
});

test('a host name may have up to 63 characters', () => {
  expect(rules({ identity: `shop/${'x'.repeat(50)}`, slots: ['0'] })).toEqual([]);
});

test('all problems are reported at once', () => {
  expect(rules({ cpu: 0, addresses: 'all', slots: ['A'] })).toHaveLength(3);
});

test('if two slots share an address, the message names both and suggests a free one', () => {
  const [finding] = checkPool({ ...sound, slots: ['9', 'db'] }, 'pools.nodes');
  expect(finding).toMatchObject({
    rule: 'vm-pool/slot-address',
    path: 'pools.nodes.slots.db',
    value: '10.20.0.25, as slot 9 has',
    advice: expect.stringContaining("{ key: 'db', address: '10.20.0.31' } is free"),
  });
  expect(rules({ slots: ['9', { key: 'db', address: '10.20.0.31' }] })).toEqual([]);
});

test('valid slots have distinct names, MACs and addresses within the range', () => {
  const slotKey = fc.oneof(
    fc.integer({ min: 0, max: 20 }).map(String),
    fc.stringMatching(/^[a-z][a-z0-9]{0,3}$/),
  );
  fc.assert(
    fc.property(fc.uniqueArray(slotKey, { maxLength: 8 }), (slots) => {
      fc.pre(checkPool({ ...sound, slots }, 'pool').length === 0);
      const identities = slotIdentities({ ...sound, slots });
      for (const part of ['name', 'mac', 'address'] as const) {
        expect(new Set(identities.map((slot) => slot[part])).size).toBe(slots.length);
      }
      for (const { address } of identities) expect(address).toMatch(/^10\.20\.0\.(1[6-9]|2\d|3[01])$/);
    }),
  );
});

test('two slots with the same MAC are refused', () => {
  // Found by search: both hash to the same three bytes.
  const [a, b] = collidingKeys();
  expect(
    rules({
      slots: [
        { key: a, address: '10.20.0.20' },
        { key: b, address: '10.20.0.21' },
      ],
    }),
  ).toEqual([`vm-pool/slot-mac at pools.nodes.slots.${b}`]);
});

function collidingKeys(): [string, string] {
  const seen = new Map<string, string>();
  for (let index = 0; ; index++) {
    const key = `x${index}`;
    const [slot] = slotIdentities({ ...sound, slots: [key] });
    const mac = slot?.mac ?? '';
    const other = seen.get(mac);
    if (other !== undefined) return [other, key];
    seen.set(mac, key);
  }
}
