import type { Size } from '../quantities';
import { driverOf, type HypervisorTarget } from './hypervisor-drivers';
import type { DiskProps, PoolSpec } from './pool-spec';
import { retirementOf } from './retirement';
import { machineName, slotIdentity, slotList } from './slots';

/** A data disk of one slot, as it is declared. */
export interface DeclaredDisk {
  /** The slot's key. */
  readonly slot: string;
  /** The disk's name in the pool. */
  readonly disk: string;
  /** Its declared size. */
  readonly size: Size;
  /** What its hypervisor knows it by: under libvirt the volume's name, under Proxmox VE the id of its holder. */
  readonly storedAs: string;
  /** What the machine is called on its host, whether or not it has the disk. */
  readonly machine: string;
  /** How the machine has it; undefined for a disk that is kept without a machine. */
  readonly attached?: AttachedDisk;
}

/** A data disk as its machine has it. */
interface AttachedDisk {
  /** The machine's IPv4 address. */
  readonly address: string;
  /** What the machine finds it by, whatever else is attached. */
  readonly device: string;
  /** The file system on it and where it is mounted; undefined for a disk that the machine neither formats nor mounts. */
  readonly mount?: { readonly fileSystem: NonNullable<DiskProps['fileSystem']>; readonly path: string };
}

/**
 * The data disks that a pool manages, slot by slot: those in service, and those that are kept without a machine.
 *
 * @example
 * const spec = {
 *   identity: 'shop/prod',
 *   pool: 'nodes',
 *   slots: 1,
 *   cpu: 2,
 *   memory: Size.gibibytes(4),
 *   image: debian12,
 *   disks: { data: { size: Size.gibibytes(100) } },
 *   network: nat({ cidr: '10.20.0.0/24' }),
 *   addresses: '10.20.0.16/28',
 * };
 * declaredDisks(spec, libvirtHost()); // one disk, stored as shop-prod-nodes-0-data
 */
export function declaredDisks(spec: PoolSpec, target: HypervisorTarget): readonly DeclaredDisk[] {
  const { devicePath, storedAs } = driverOf(target);
  const { disks = {}, retired = {} } = spec;
  const slots = [...slotList(spec.slots), ...Object.keys(retired).map((key) => ({ key }))];
  return slots.flatMap((slot) =>
    Object.entries(disks).flatMap(([disk, props]): readonly DeclaredDisk[] => {
      const retirement = retirementOf(retired[slot.key], props);
      if (retirement !== undefined && retirement !== 'keep') return [];
      const machine = machineName(spec, slot.key);
      const common = { slot: slot.key, disk, size: props.size, machine, storedAs: storedAs(machine, disk) };
      if (retirement === 'keep') return [common];
      const { address } = slotIdentity(spec, slot);
      return [{ ...common, attached: { address, device: devicePath(machine, disk), mount: mountOf(props) } }];
    }),
  );
}

function mountOf({ mountPath, fileSystem = 'ext4' }: DiskProps): AttachedDisk['mount'] {
  return mountPath === undefined ? undefined : { fileSystem, path: mountPath };
}
