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

/** Entries for cloud-init's `mounts`. */
export function diskMounts(disks: readonly MountedDisk[]): readonly CloudConfigValue[] {
  return disks.map(({ device, path, fileSystem }) => [device, path, fileSystem]);
}
