import { Size } from '../../../../constructs/quantities';
import type { DiskProps } from '../../../../constructs/vm-pool';
import { block, synthPool, userDataIn } from '../pool';

const size = Size.gibibytes(1);
const disks = { data: { size, mountPath: '/var/lib/data' }, raw: { size } };

function attached(
  all: Readonly<Record<string, DiskProps>>,
): readonly { readonly scsi?: boolean; readonly wwn?: string }[] {
  return block(synthPool({ slots: 1, disks: all }), 'libvirt_domain.nodes-0').disk.slice(1);
}

function boot(all: Readonly<Record<string, DiskProps>>): any {
  return userDataIn(synthPool({ slots: 1, disks: all }));
}

test('a disk is found by its own name, which the domain gives it', () => {
  const [disk] = attached(disks);
  expect(disk).toMatchObject({ scsi: true, wwn: expect.stringMatching(/^5525400[0-9a-f]{9}$/) });
  expect(boot(disks).mounts).toEqual([[`/dev/disk/by-id/wwn-0x${disk?.wwn}`, '/var/lib/data', 'ext4']]);
});

test('a disk keeps that name when another comes before it', () => {
  const names = attached(disks).map(({ wwn }) => wwn);
  expect(attached({ archive: { size }, ...disks }).map(({ wwn }) => wwn)).toEqual([
    expect.any(String),
    ...names,
  ]);
});

test('a disk is formatted once per instance, by a command that checks whether it is blank', () => {
  const { bootcmd, fs_setup } = boot({ data: { ...disks.data, fileSystem: 'xfs' } });
  expect(bootcmd).toHaveLength(1);
  expect(bootcmd[0].slice(0, 3)).toEqual(['cloud-init-per', 'instance', 'format-data']);
  expect(bootcmd[0].at(-1)).toBe('xfs');
  // cloud-init's own fs_setup would format whatever is there.
  expect(fs_setup).toBeUndefined();
});

test('a disk without a mount path is left as it is', () => {
  expect(boot({ raw: disks.raw })).not.toHaveProperty('bootcmd');
  expect(boot({ raw: disks.raw })).not.toHaveProperty('mounts');
});
