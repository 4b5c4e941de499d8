import type { SlotRecord } from '../../core/record';
import type { PlannedChange } from '../deployment';
import type { RollMachine } from './machine';

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
