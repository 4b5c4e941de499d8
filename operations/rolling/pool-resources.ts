import type { SlipwayRecord } from '../../core/record';
import { lossOf, type PlannedChange } from '../deployment';

/** The owner of a pool's resource: a slot, by its key, or the whole pool, for example for an image. */
export type Owner = { readonly slot: string } | 'pool';

/** The owner of each of the pool's resources in a stack, read from the construct path: `<stack>/<pool>/<slot>/…`. */
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

/** An image of the pool that none of its slots uses any more: it is left only in the state. */
export function isLeftImage(pool: string, { address, action }: PlannedChange): boolean {
  const name = address.slice(address.indexOf('.') + 1);
  return action === 'delete' && new RegExp(`^${pool}-base-[0-9a-f]{12}$`).test(name);
}

/**
 * What a plan would do besides replacing the machines of a wave, one line each: to data, to other machines, to anything that
 * they depend on. New resources, such as an image or a network, are allowed: the wave needs them.
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
