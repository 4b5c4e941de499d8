import {
  type DeclaredEnvironment,
  declaredSlots,
  type Environment,
  type PlacedSlot,
  type Pool,
  type PoolProps,
} from '../model';
import type { Placements, SlotHosts } from '../placement';

/**
 * The environments with every slot on its host: the one that the environment gives it, else the one that its placement file
 * does. A slot that has neither is left out, which fails the synth.
 */
export function placed(
  declared: readonly DeclaredEnvironment[],
  placements: Placements,
): readonly Environment[] {
  const made = new Map<DeclaredEnvironment, Environment>();
  const place = (environment: DeclaredEnvironment): Environment => {
    const known = made.get(environment);
    if (known !== undefined) return known;
    const hosts = placements.find(environment.name)?.placement?.slots ?? {};
    const pools = Object.entries(environment.pools).map(
      ([name, pool]) => [name, placedPool(name, pool, hosts)] as const,
    );
    const result: { -readonly [K in keyof Environment]: Environment[K] } = {
      ...environment,
      after: null,
      pools: Object.fromEntries(pools),
    };
    // Known before the one before it is looked at, so that a circle ends: that it is one, a rule says.
    made.set(environment, result);
    result.after = environment.after ? place(environment.after) : environment.after;
    return result;
  };
  return declared.map(place);
}

function placedPool(name: string, pool: PoolProps, hosts: SlotHosts): Pool {
  const slots = declaredSlots(pool).flatMap(
    ({ key, host = hosts[`${name}/${key}`], address, address6 }): [string, PlacedSlot][] =>
      host === undefined ? [] : [[key, { host, address, address6 }]],
  );
  return { ...pool, slots: Object.fromEntries(slots) };
}
