import { at, isObject, items, type Json, type JsonObject, textOf } from '../../core/json';

/** A change as a plan in JSON has it. */
export interface ChangeInPlan {
  readonly kind: 'resource' | 'output';
  /** Of one instance of a resource; what one address has more than once says which it is. */
  readonly address: string;
  /** What says more of it: its type, its former address. */
  readonly json: Json;
  /** The two sides, and what is done. */
  readonly change: Json | undefined;
}

/** Where a plan lists changes of resources: those that it makes, and those that it leaves to a later one. */
export const CHANGE_LISTS = ['resource_changes', 'deferred_changes'] as const;

/** Every change in a plan. Pure. */
export function changesInPlan(plan: JsonObject): readonly ChangeInPlan[] {
  const outputs = plan['output_changes'];
  return [
    ...items(plan['resource_changes']).map((json) => resourceIn(json)),
    ...items(plan['deferred_changes']).map((json) => resourceIn(at(json, 'resource_change'), ' (deferred)')),
    ...Object.entries(isObject(outputs) ? outputs : {}).map(([name, change]): ChangeInPlan => ({
      kind: 'output',
      address: `output.${name}`,
      json: { name },
      change,
    })),
  ];
}

function resourceIn(json: Json | undefined, which = ''): ChangeInPlan {
  const [address, deposed] = [textOf(at(json, 'address')), at(json, 'deposed')];
  const object = typeof deposed === 'string' ? ` (deposed object ${deposed})` : '';
  return {
    kind: 'resource',
    address: address === '' ? '' : `${address}${object}${which}`,
    json: json ?? null,
    change: at(json, 'change'),
  };
}
