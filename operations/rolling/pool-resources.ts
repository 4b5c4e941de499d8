import type { SlipwayRecord } from '../../core/record';
import { lossOf, type PlannedChange } from '../deployment';

/** Whose a resource of a pool is: a slot's by its key, or the whole pool's, such as an image. */
export type Owner = { readonly slot: string } | 'pool';

/** Whose each resource of a pool is in a stack, by the path of its construct: `<stack>/<pool>/<slot>/…`. */
export function ownersIn(
  { stacks }: SlipwayRecord,
  stack: string,
  pool: string,
  slots: readonly string[],
): ReadonlyMap<string, Owner> {
  const prefix = `${stack}/${pool}/`;
  return new Map(
    Object.entries(stacks[stack]?.resources ?? {})
      .filter(([, { construct }]) => construct.startsWith(prefix))
      .map(([address, { construct }]): [string, Owner] => {
        const [first = '', ...rest] = construct.slice(prefix.length).split('/');
        return [address, rest.length > 0 && slots.includes(first) ? { slot: first } : 'pool'];
      }),
  );
}

/** An image of a pool that none of its slots runs any more: it stands in the state alone. */
export function isLeftImage(pool: string, { address, action }: PlannedChange): boolean {
  const name = address.slice(address.indexOf('.') + 1);
  return action === 'delete' && new RegExp(`^${pool}-base-[0-9a-f]{12}$`).test(name);
}

/**
 * What a plan would do beside replacing the machines of a wave, a line each: to data, to other machines, to anything that they
 * stand on. What is new, such as an image or a network, is what the wave needs.
 */
export function objectionsTo(
  changes: readonly PlannedChange[],
  wave: readonly string[],
  owners: ReadonlyMap<string, Owner>,
): readonly string[] {
  return changes.flatMap((change) => {
    const { address, action } = change;
    const owner = owners.get(address);
    const loss = lossOf(change);
    if (loss !== undefined) return [`${address}: ${action}, which would destroy ${loss}`];
    if (typeof owner === 'object') return wave.includes(owner.slot) ? [] : [`${address}: ${action}`];
    if (action === 'create') return [];
    return [`${address}: ${action}`];
  });
}
