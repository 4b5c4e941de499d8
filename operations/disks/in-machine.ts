import type { DeclaredDisk } from '../../constructs/vm-pool';

type FileSystem = NonNullable<NonNullable<DeclaredDisk['attached']>['mount']>['fileSystem'];

const GROW: Record<FileSystem, (device: string, path: string) => string> = {
  ext4: (device) => `sudo resize2fs ${device}`,
  xfs: (_device, path) => `sudo xfs_growfs ${path}`,
};

/** What is left to do inside the machine after its mounted disk has grown; undefined if Slipway put nothing on the disk. */
export function inMachine({ attached }: DeclaredDisk): string | undefined {
  if (attached?.mount === undefined) return undefined;
  const { device, mount } = attached;
  return GROW[mount.fileSystem](device, mount.path);
}
