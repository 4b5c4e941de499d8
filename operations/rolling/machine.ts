import type { SlotRecord } from '../../core/record';
import type { PlannedChange } from '../deployment';

/** A machine of a pool, as it was found. */
export interface RollMachine {
  /** The key of its slot. */
  readonly slot: string;
  readonly host: string;
  /** Whether it is what it is to be: of the pool's image, and with nothing that Terraform would replace. */
  readonly isCurrent: boolean;
  /** `silent`: it is there, but does not answer, or its first boot is not over. `missing`: Terraform is to make it. */
  readonly state: 'up' | 'silent' | 'missing';
}

/**
 * How the machines of a pool are.
 * @param target the digest that all of them are to run
 * @param changes host → what Terraform would do in its stack
 * @param isUp whether a machine that is there answers; asked of each once
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
