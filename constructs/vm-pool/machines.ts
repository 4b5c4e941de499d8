import { Size } from '../quantities';
import { type MountedDisk, networkConfig, toYaml, userData } from './cloud-init';
import { hexDigest } from './digest';
import type { MachineImage } from './machine-image';
import { imageOf } from './pool-images';
import type { DiskProps, PoolSpec } from './pool-spec';
import { slotIdentity, type SlotIdentity, slotList } from './slots';
import { by } from '../../core/text';

const DEFAULT_ROOT_DISK = Size.gibibytes(20);

/** A disk that holds data, as a hypervisor attaches it. */
export interface DataDisk {
  readonly name: string;
  readonly size: Size;
}

/** A data disk, by whom it belongs to: `machine` is that one's name, `address` the name of its Terraform resources. */
export interface OwnedDisk extends DataDisk {
  readonly machine: string;
  readonly address: string;
  readonly protect: boolean;
}

/** What cloud-init reads at boot. */
export interface BootData {
  readonly userData: string;
  readonly metaData: string;
  readonly networkConfig: string;
}

/** One machine, free of defaults and of any hypervisor. */
export interface MachineSpec {
  readonly slot: SlotIdentity;
  /** The name of its Terraform resources: `nodes-0`. */
  readonly address: string;
  readonly cpu: number;
  readonly memory: Size;
  readonly image: MachineImage;
  readonly rootDisk: Size;
  readonly disks: readonly DataDisk[];
  readonly boot: BootData;
  /** What cloud-init calls the machine: another one on a fresh root disk is another instance. */
  readonly instanceId: string;
  /** The digest of what cloud-init is told to do, free of what merely follows from the instance. */
  readonly cloudInitDigest: string;
  readonly protect: boolean;
}

/** Where a machine finds a disk of its own, whatever else is attached: for slot name and disk name, a device path. */
export type DevicePath = (slot: string, disk: string) => string;

/** The machines of a pool that passes {@link checkPool}. */
export function machinesOf(spec: PoolSpec, devicePath: DevicePath): readonly MachineSpec[] {
  const { pool, cpu, memory, rootDisk = DEFAULT_ROOT_DISK, protect = false } = spec;
  const disks = sortedDisks(spec);
  return slotList(spec.slots).map((props) => {
    const slot = slotIdentity(spec, props);
    const image = imageOf(spec, props);
    return {
      slot,
      address: `${pool}-${slot.key}`,
      ...{ cpu, memory, image, rootDisk, protect },
      disks: disks.map(([name, { size }]) => ({ name, size })),
      ...bootOf(spec, slot, image, mountedDisks(disks, slot, devicePath)),
    };
  });
}

function sortedDisks({ disks = {} }: PoolSpec): readonly (readonly [string, DiskProps])[] {
  const inService = Object.entries(disks).filter(([, { retired }]) => retired === undefined);
  return inService.sort(by(([id]) => id));
}

function mountedDisks(
  disks: readonly (readonly [string, DiskProps])[],
  slot: SlotIdentity,
  devicePath: DevicePath,
): readonly MountedDisk[] {
  return disks.flatMap(([name, { mountPath, fileSystem = 'ext4' }]) =>
    mountPath === undefined
      ? []
      : [{ name, device: devicePath(slot.name, name), path: mountPath, fileSystem }],
  );
}

function bootOf(
  { cloudInit = {}, network: spec }: PoolSpec,
  slot: SlotIdentity,
  image: MachineImage,
  disks: readonly MountedDisk[],
): Pick<MachineSpec, 'boot' | 'instanceId' | 'cloudInitDigest'> {
  const settings = userData(cloudInit, disks);
  const network = networkConfig(slot, spec);
  // A new instance id is what makes cloud-init run its first boot again.
  const instanceId = `${slot.name}-${hexDigest(12, 'instance', image.digest, settings, network)}`;
  return {
    boot: {
      userData: userData(cloudInit, disks, instanceId),
      metaData: toYaml({ 'instance-id': instanceId, 'local-hostname': slot.fqdn ?? slot.name }),
      networkConfig: network,
    },
    instanceId,
    cloudInitDigest: hexDigest(16, 'user-data', settings),
  };
}
