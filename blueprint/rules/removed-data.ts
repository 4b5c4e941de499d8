import { type Finding, problem } from '../../findings';
import type { DeclaredEnvironment } from '../../model';
import type { Blueprint } from '../blueprint';

/**
 * A slot that is no more had the data disks of its pool: what becomes of them is said, and not left to Terraform, which
 * destroys what is not declared, protected or not. Only a placement file remembers that there was such a slot.
 */
export function removedData({ declared, placements }: Blueprint): readonly Finding[] {
  return declared.flatMap((environment) => {
    const { removed = {} } = placements.find(environment.name)?.placement ?? {};
    return Object.entries(removed).flatMap(([slot, host]) => undecided(environment, slot, host));
  });
}

function undecided({ name, pools }: DeclaredEnvironment, slot: string, host: string): readonly Finding[] {
  const [pool = '', key = ''] = slot.split('/');
  const { disks = {}, retired = {} } = pools[pool] ?? {};
  const held = Object.keys(disks);
  if (held.length === 0 || retired[key] !== undefined) return [];
  return [
    problem({
      rule: 'machines/removed-data',
      path: `environments.${name}.pools.${pool}.retired.${key}`,
      message: 'must say what becomes of the data of a slot that was removed',
      value: `missing, for ${held.join(', ')} of ${slot} on ${host}`,
      advice: `Write ${key}: { on: '${host}', data: 'keep' }, or 'forget' (Terraform lets go of it), or 'destroy'. When it is gone for good, delete the slot's line from \`removed\` in the placement file.`,
    }),
  ];
}
