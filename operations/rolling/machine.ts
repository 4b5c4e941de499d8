import type { SlotRecord } from '../../core/record';
import type { PlannedChange } from '../deployment';

/** A machine of a pool, as it was found. */
export interface RollMachine {
  /** The key of its slot. */
  readonly slot: string;
  readonly host: string;
  /** Whether it is up to date: it runs the pool's image, and Terraform would not replace any part of it. */
  readonly isCurrent: boolean;
  /** `silent`: it exists, but does not answer or has not finished its first boot. `missing`: Terraform has yet to create it. */
  readonly state: 'up' | 'silent' | 'missing';
}

/**
 * The state of each machine of a pool.
 * @param target the digest that all of them should run
 * @param changes host → what Terraform would do in its stack
 * @param isUp whether an existing machine answers; called once for each
 */
export async function findMachines(
  records: readonly SlotRecord[],
  target: string,
  changes: ReadonlyMap<string, readonly PlannedChange[]>,
  isUp: (record: SlotRecord, isCurrent: boolean) => Promise<boolean>,
): Promise<readonly RollMachine[]> {
  return Promise.all(
    records.map(async (record): Promise<RollMachine> => {
      const { slot, host, image, terraformAddress } = record;
      const planned = (changes.get(host) ?? []).find(({ address }) => address === terraformAddress);
      if (planned?.action === 'create') return { slot, host, isCurrent: false, state: 'missing' };
      const isCurrent = image === target && planned?.action !== 'replace';
      return { slot, host, isCurrent, state: (await isUp(record, isCurrent)) ? 'up' : 'silent' };
    }),
  );
}
