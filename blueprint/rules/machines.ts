import { checkPool, slotIdentities } from '../../constructs/vm-pool';
import { type Finding, problem } from '../../findings';
import { type Environment, poolOf } from '../../model';
import type { Blueprint } from '../blueprint';

/** Every pool can be made, and no two machines of the project share a name, a MAC or, on one network, an address. */
export function machines(blueprint: Blueprint): readonly Finding[] {
  const pools = blueprint.environments.flatMap((environment) => checkPools(blueprint, environment));
  return pools.length > 0 ? pools : identities(blueprint);
}

function checkPools({ project }: Blueprint, environment: Environment): readonly Finding[] {
  return Object.entries(environment.pools).flatMap(([name, { network }]) => {
    const path = `environments.${environment.name}.pools.${name}`;
    const spec = poolOf(project, environment, name);
    if (spec !== undefined) return checkPool(spec, path);
    return [
      problem({
        rule: 'machines/network',
        path: `${path}.network`,
        message: 'must be one of the environment’s networks',
        value: network,
        advice: `It has ${Object.keys(environment.networks).join(', ') || 'none'}.`,
      }),
    ];
  });
}

function identities({ project, environments }: Blueprint): readonly Finding[] {
  const holders = new Map<string, string>();
  const taken = (what: string, value: string, path: string): readonly Finding[] => {
    const key = `${what} ${value}`;
    const holder = holders.get(key);
    if (holder === undefined) {
      holders.set(key, path);
      return [];
    }
    return [
      problem({
        rule: 'machines/identity',
        path,
        message: `must share its ${what} with no other machine`,
        value: `${value}, as ${holder} already has`,
        advice: 'Rename the pool or the slot, or give the pools ranges that do not overlap.',
      }),
    ];
  };
  return environments.flatMap((environment) =>
    Object.keys(environment.pools).flatMap((name) => {
      const spec = poolOf(project, environment, name);
      if (spec === undefined) return [];
      // A NAT network is private to its environment; behind a bridge all machines of all environments are neighbours.
      const scope = spec.network.kind === 'bridged' ? '' : ` in ${environment.name}'s ${spec.network.cidr}`;
      return slotIdentities(spec).flatMap((slot) => {
        const path = `environments.${environment.name}.pools.${name}.slots.${slot.key}`;
        return [
          ...taken('name', slot.name, path),
          ...taken('MAC', slot.mac, path),
          ...taken(`address${scope}`, slot.address, path),
        ];
      });
    }),
  );
}
