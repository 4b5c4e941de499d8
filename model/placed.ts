import { pinOf, type Placement, type Placements, slotId } from '../placement';
import type { DeclaredEnvironment, Environment, PlacedSlot, Pool, PoolProps } from './environment';
import { dividedServices } from './not-run';
import { declaredSlots } from './pool';

/**
 * The environments with every slot on its host: the one that the environment gives it, else the one that its placement file
 * does. A slot that has neither is left out, which fails the synth. What a slot runs is what the placement file says, if it
 * does: the pool's image is where a roll takes it.
 */
export function placed(
  declared: readonly DeclaredEnvironment[],
  placements: Placements,
): readonly Environment[] {
  const made = new Map<DeclaredEnvironment, Environment>();
  const place = (environment: DeclaredEnvironment): Environment => {
    const known = made.get(environment);
    if (known !== undefined) return known;
    const { placement } = placements.find(environment.name) ?? {};
    const pools = Object.entries(environment.pools).map(
      ([name, pool]) => [name, placedPool(name, pool, placement)] as const,
    );
    const result: { -readonly [K in keyof Environment]: Environment[K] } = {
      ...environment,
      ...dividedServices(environment.services),
      after: null,
      pools: Object.fromEntries(pools),
    };
    // Known before the one before it is looked at, so that a circle ends: that it is one, a rule says.
    made.set(environment, result);
    const { after } = environment;
    result.after =
      after && 'environments' in after
        ? { ...after, environments: after.environments.map(before) }
        : after && before(after);
    return result;
  };
  // One that is not composed need not even be one: a rule says so, by its name.
  const before = (environment: DeclaredEnvironment): Environment =>
    declared.includes(environment)
      ? place(environment)
      : { ...environment, services: {}, notRun: {}, after: null, pools: {} };
  return declared.map(place);
}

function placedPool(name: string, pool: PoolProps, placement: Placement | undefined): Pool {
  const slots = declaredSlots(pool).flatMap((slot): [string, PlacedSlot][] => {
    const id = slotId(name, slot.key);
    const { key, host = placement?.slots[id], address, address6 } = slot;
    const image = placement && pinOf(placement, id);
    return host === undefined ? [] : [[key, { host, address, address6, image }]];
  });
  return { ...pool, slots: Object.fromEntries(slots) };
}
