import type { SlipwayRecord } from '../../core/record';
import type { PlannedChange } from '../deployment';

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
