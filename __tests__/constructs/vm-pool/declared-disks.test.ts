import { Size } from '../../../constructs/quantities';
import {
  declaredDisks,
  libvirtHost,
  type PoolSpec,
  proxmoxIds,
  proxmoxNode,
} from '../../../constructs/vm-pool';
import { block, sound, synthPool } from './pool';

const spec: PoolSpec = {
  ...sound,
  slots: ['0', 'db'],
  retired: { '1': 'keep', '2': 'forget' },
  disks: {
    data: { size: Size.gibibytes(1), mountPath: '/data', fileSystem: 'xfs' },
    raw: { size: Size.gibibytes(2) },
    old: { size: Size.gibibytes(3), retired: 'keep' },
    gone: { size: Size.gibibytes(3), retired: 'destroy' },
  },
};

test('the data disks of a pool are those in use and those that are kept', () => {
  const listed = declaredDisks(spec, libvirtHost()).map(
    ({ slot, disk, attached }) => `${slot} ${disk}${attached === undefined ? '' : ` at ${attached.address}`}`,
  );
  expect(listed).toEqual([
    '0 data at 10.20.0.16',
    '0 raw at 10.20.0.16',
    '0 old',
    'db data at 10.20.0.25',
    'db raw at 10.20.0.25',
    'db old',
    '1 data',
    '1 raw',
    '1 old',
  ]);
});

test('a disk has the name and size that Terraform creates it with', () => {
  const { network: _network, pool: _pool, ...props } = spec;
  const stack = synthPool(props);
  for (const { slot, disk, storedAs, size } of declaredDisks(spec, libvirtHost()))
    expect(block(stack, `libvirt_volume.nodes-${slot}-${disk}`)).toMatchObject({
      name: storedAs,
      size: size.toBytes(),
    });
});

test('under Proxmox VE, a disk is identified by the id of its holder', () => {
  const [first] = declaredDisks(spec, proxmoxNode({ node: 'pve1', datastore: 'local-lvm' }));
  const holder = proxmoxIds(spec).find(({ slot, disk }) => slot === '0' && disk === 'data');
  expect(first?.storedAs).toBe(String(holder?.id));
});

test('the file system is known for disks that Slipway mounts', () => {
  const mounts = declaredDisks(spec, libvirtHost()).flatMap(({ slot, attached }) =>
    slot === '0' && attached !== undefined ? [attached.mount] : [],
  );
  expect(mounts).toEqual([{ fileSystem: 'xfs', path: '/data' }, undefined]);
});
