import type { DataDisk } from './machines';
import { formerNames } from './names';
import { type DiskProps, type PoolSpec, type Retirement, RETIREMENTS } from './pool-spec';
import { machineName, slotList } from './slots';
import { by } from '../../core/text';

/** A data disk that no machine has any more, and that is not to be destroyed. */
export interface RetiredDisk extends DataDisk {
  /** The name of the machine that had it. */
  readonly machine: string;
  /** The name of that machine's Terraform resources: `nodes-0`. */
  readonly address: string;
  /** What that name was before the pool was renamed. */
  readonly formerAddresses: readonly string[];
  readonly retirement: Exclude<Retirement, 'destroy'>;
  readonly protect: boolean;
}

/** The disks of retired slots, and the retired disks of all slots, by slot and disk. */
export function retiredDisks(spec: PoolSpec): readonly RetiredDisk[] {
  const { retired = {}, disks = {}, protect = false } = spec;
  const keys = [...slotList(spec.slots).map(({ key }) => key), ...Object.keys(retired)];
  return keys.sort().flatMap((key) =>
    Object.entries(disks)
      .sort(by(([id]) => id))
      .flatMap(([name, disk]): readonly RetiredDisk[] => {
        const retirement = retirementOf(retired[key], disk);
        if (retirement === undefined || retirement === 'destroy') return [];
        return [
          {
            name,
            size: disk.size,
            machine: machineName(spec, key),
            address: `${spec.pool}-${key}`,
            formerAddresses: formerNames(spec).map((pool) => `${pool}-${key}`),
            retirement,
            protect,
          },
        ];
      }),
  );
}

/** Where slot and disk are both retired, what keeps less of the two; undefined for a disk that is in service. */
export function retirementOf(slot: Retirement | undefined, disk: DiskProps): Retirement | undefined {
  return RETIREMENTS.findLast((retirement) => retirement === slot || retirement === disk.retired);
}
