import { type Finding, problem } from '../../core/findings';
import type { Size } from '../quantities';
import { checkRetirement } from './check-retired';
import { checkMountPath } from './mount-paths';
import type { DiskProps, PoolSpec } from './pool-spec';

const MEBIBYTE = 2 ** 20;
const SMALLEST_XFS = 300 * MEBIBYTE;
const SMALLEST_ROOT = 64 * MEBIBYTE;
/** No hyphen: else slot `0` with disk `a-b` and slot `0-a` with disk `b` would share a name. */
const DISK = /^[a-z][a-z0-9]{0,31}$/;

/** The problems of a pool's disks: forms, sizes, and two things mounted at one place. */
export function checkDisks({ rootDisk, disks = {}, cloudInit }: PoolSpec, path: string): readonly Finding[] {
  const entries = Object.entries(disks);
  const mounts = [
    ...entries.flatMap(([, { mountPath, retired }]) => (retired === undefined ? (mountPath ?? []) : [])),
    ...Object.keys(cloudInit?.mounts ?? {}),
  ];
  return [
    ...(rootDisk === undefined ? [] : rootSize(rootDisk, `${path}.rootDisk`)),
    ...entries.flatMap(([name, disk]) => checkDisk(name, disk, mounts, `${path}.disks.${name}`)),
  ];
}

/** It is a clone of the image, and no system is smaller. */
function rootSize(size: Size, path: string): readonly Finding[] {
  if (size.toBytes() === 0 || size.toBytes() >= SMALLEST_ROOT) return checkSize(size, path);
  return [
    problem({
      rule: 'vm-pool/size',
      path,
      message: 'must be at least 64 MiB: no system fits on less',
      value: size.toString(),
      advice:
        'Check the unit. It must be at least as large as the image, unpacked: `qemu-img info` shows that.',
    }),
  ];
}

export function checkSize(size: Size, path: string): readonly Finding[] {
  const bytes = size.toBytes();
  if (bytes > 0 && bytes % MEBIBYTE === 0) return [];
  return [
    problem({
      rule: 'vm-pool/size',
      path,
      message: 'must be a whole number of mebibytes, at least one',
      value: size.toString(),
      advice: 'Round it: hosts allot memory and storage in whole mebibytes.',
    }),
  ];
}

function checkDisk(
  name: string,
  { size, mountPath, fileSystem, retired }: DiskProps,
  mounts: readonly string[],
  path: string,
): readonly Finding[] {
  return [
    ...(DISK.test(name) && name !== 'root' ? [] : [badName(name, path)]),
    ...checkSize(size, `${path}.size`),
    ...(mountPath === undefined ? [] : checkMount(mountPath, mounts, `${path}.mountPath`)),
    ...(mountPath === undefined && fileSystem !== undefined ? [idleFileSystem(path, fileSystem)] : []),
    ...(fileSystem === 'xfs' && size.toBytes() < SMALLEST_XFS ? [smallXfs(size, `${path}.size`)] : []),
    ...(retired === undefined ? [] : checkRetirement(retired, `${path}.retired`)),
  ];
}

function checkMount(mountPath: string, mounts: readonly string[], path: string): readonly Finding[] {
  const wrong = checkMountPath(mountPath, path);
  if (wrong.length > 0) return wrong;
  if (mounts.filter((other) => other === mountPath).length < 2) return [];
  return [
    problem({
      rule: 'vm-pool/mount-path',
      path,
      message: 'must be the mount path of one disk only',
      value: mountPath,
      advice: 'One mount would hide the other: give each a directory of its own.',
    }),
  ];
}

function badName(name: string, path: string): Finding {
  return problem({
    rule: 'vm-pool/disk',
    path,
    message: 'must be named by at most 32 lower-case letters and digits, the first a letter, and not root',
    value: JSON.stringify(name),
    advice: 'It becomes part of volume names and Terraform addresses: choose a name such as data.',
  });
}

function smallXfs(size: Size, path: string): Finding {
  return problem({
    rule: 'vm-pool/disk',
    path,
    message: 'must be at least 300 MiB for xfs, which mkfs.xfs refuses to make on less',
    value: size.toString(),
    advice: 'Make the disk larger, or use ext4.',
  });
}

function idleFileSystem(path: string, fileSystem: string): Finding {
  return problem({
    rule: 'vm-pool/disk',
    path: `${path}.fileSystem`,
    message: 'must come with a mountPath',
    value: fileSystem,
    advice: 'A disk without mountPath is left blank: name the path, or leave fileSystem out.',
  });
}
