import { isBelow } from '../mount-paths';
import type { CloudConfigValue } from './cloud-init';

/** A disk that the machine is to find at `device`, format if blank, and mount. */
export interface MountedDisk {
  readonly name: string;
  readonly device: string;
  readonly path: string;
  readonly fileSystem: string;
}

/**
 * Formats a disk only if it is blank. cloud-init's own `fs_setup` formats a whole disk by force, whatever is on it,
 * each time the instance is a new one, which is each time a machine is replaced. `blkid -p` reads the disk itself
 * and answers 2 when it finds no file system, no partition table and no volume manager on it.
 */
const FORMAT_IF_BLANK = [
  'set -eu',
  'udevadm settle --timeout=60 --exit-if-exists="$1"',
  'test -b "$1"',
  'found=0',
  'blkid -p "$1" >/dev/null || found=$?',
  'case $found in 0) ;; 2) mkfs -t "$2" "$1" ;; *) exit "$found" ;; esac',
].join('\n');

/** Commands for cloud-init's `bootcmd`, which runs before it mounts. */
export function formatCommands(disks: readonly MountedDisk[]): readonly CloudConfigValue[] {
  return disks.map(({ name, device, fileSystem }) => [
    ...['cloud-init-per', 'instance', `format-${name}`],
    ...['sh', '-c', FORMAT_IF_BLANK, 'format-if-blank', device, fileSystem],
  ]);
}

/** An entry of cloud-init's `mounts`: device, path, file system and, where they are not cloud-init's own, options. */
export type Mount = readonly [device: string, path: string, fileSystem: string, options?: string];

/** Entries for cloud-init's `mounts`. */
export function diskMounts(disks: readonly MountedDisk[]): readonly Mount[] {
  return disks.map(({ device, path, fileSystem }) => [device, path, fileSystem]);
}

/** Has `mount` make the directory: cloud-init made it before the mount around it, which hides it. */
const MAKE_DIRECTORY = 'x-mount.mkdir';

/**
 * The mounts in an order in which none hides another: what is around another comes before it, and all else stays where it was,
 * since another order would be another machine.
 */
export function outerFirst(mounts: readonly Mount[]): readonly Mount[] {
  const ordered: Mount[] = [];
  for (const mount of mounts) {
    const inner = ordered.findIndex(([, path]) => isBelow(path, mount[1]));
    ordered.splice(inner < 0 ? ordered.length : inner, 0, mount);
  }
  return ordered.map((mount) => {
    const [device, path, fileSystem, options = 'defaults,nofail'] = mount;
    const isInner = ordered.some(([, outer]) => isBelow(path, outer));
    return isInner ? [device, path, fileSystem, `${options},${MAKE_DIRECTORY}`] : mount;
  });
}
