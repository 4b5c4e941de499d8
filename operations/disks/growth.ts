import type { Size } from '../../constructs/quantities';
import type { DeclaredDisk } from '../../constructs/vm-pool';
import { type Finding, problem } from '../../core/findings';
import type { EnvironmentDisk } from './environment-disks';

/** What a hypervisor says of a data disk. */
export type Found =
  | { readonly kind: 'there'; readonly size: Size; readonly grow: () => Promise<void> }
  /** It was not made yet: a deploy makes it with its declared size. */
  | { readonly kind: 'absent' }
  /** Slipway does not look there; what a person may do. */
  | { readonly kind: 'unseen'; readonly advice: string };

export interface DiskReport {
  readonly disk: EnvironmentDisk;
  readonly found: Found;
}

/** Whether a disk is there, and smaller than it is declared. */
export function isToGrow({ disk, found }: DiskReport): boolean {
  return found.kind === 'there' && found.size.toBytes() < disk.size.toBytes();
}

/** Disks that are declared smaller than they are: the end of one cannot be cut off without what may be on it. */
export function checkShrunk(reports: readonly DiskReport[], environment: string): readonly Finding[] {
  return reports.flatMap(({ disk, found }) => {
    if (found.kind !== 'there' || found.size.toBytes() <= disk.size.toBytes()) return [];
    const [pool = ''] = disk.id.split('/');
    return [
      problem({
        rule: 'disks/shrunk',
        path: `environments.${environment}.pools.${pool}.disks.${disk.disk}.size`,
        message: `must be no less than ${disk.id} has on ${disk.host}, which is ${found.size.toString()}`,
        value: disk.size.toString(),
        advice:
          'Declare the size that it has. For a smaller one declare another disk, copy the data, and retire this one.',
      }),
    ];
  });
}

type FileSystem = NonNullable<NonNullable<DeclaredDisk['attached']>['mount']>['fileSystem'];

const GROW: Record<FileSystem, (device: string, path: string) => string> = {
  ext4: (device) => `sudo resize2fs ${device}`,
  xfs: (_device, path) => `sudo xfs_growfs ${path}`,
};

/** What is left to do in the machine of a disk that has grown, while it is mounted; undefined where Slipway put nothing on it. */
export function inMachine({ attached }: DeclaredDisk): string | undefined {
  if (attached?.mount === undefined) return undefined;
  const { device, mount } = attached;
  return GROW[mount.fileSystem](device, mount.path);
}
