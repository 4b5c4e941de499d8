import type { SlipwayRecord } from '../../core/record';
import type { PlannedChange } from '../deployment';

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
