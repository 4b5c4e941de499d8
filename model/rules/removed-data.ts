import { type Finding, problem } from '../../core/findings';
import { partsOf, slotId } from '../../placement';
import type { ResolvedComposition } from '../composition';
import type { DeclaredEnvironment } from '../environment';
import { declaredSlots } from '../pool';

/**
 * A removed slot had the data disks of its pool. The project says what happens to them, and does not leave it to Terraform, which
 * destroys what is not declared, protected or not. Only a placement file remembers that there was such a slot; so where
 * data is protected, every slot that has some stands in one.
 */
export function removedData({ declared, placements }: ResolvedComposition): readonly Finding[] {
  return declared.flatMap((environment) => {
    const { slots = {}, removed = {} } = placements.find(environment.name)?.placement ?? {};
    return [
      ...Object.entries(removed).flatMap(([slot, host]) => undecided(environment, slot, host)),
      ...(environment.protect ? unremembered(environment, slots, placements.pathOf(environment.name)) : []),
    ];
  });
}

function unremembered(
  { name, pools }: DeclaredEnvironment,
  placed: Readonly<Record<string, string>>,
  file: string,
): readonly Finding[] {
  const withData = Object.entries(pools).filter(([, { disks = {} }]) => Object.keys(disks).length > 0);
  const unknown = withData
    .flatMap(([pool, props]) => declaredSlots(props).map(({ key }) => slotId(pool, key)))
    .filter((slot) => placed[slot] === undefined);
  if (unknown.length === 0) return [];
  return [
    {
      rule: 'machines/unremembered-data',
      severity: 'warning',
      path: `environments.${name}.pools`,
      message:
        'have data in slots that no placement file remembers, and no synth would notice that one is taken out',
      value: unknown.sort().join(', '),
      advice: `Run \`npx slipway place ${name}\`, and commit ${file}.`,
    },
  ];
}

function undecided({ name, pools }: DeclaredEnvironment, slot: string, host: string): readonly Finding[] {
  const [pool, key] = partsOf(slot);
  const { disks = {}, retired = {} } = pools[pool] ?? {};
  const held = Object.keys(disks);
  if (held.length === 0 || retired[key] !== undefined) return [];
  return [
    problem({
      rule: 'machines/removed-data',
      path: `environments.${name}.pools.${pool}.retired.${key}`,
      message: 'must say what happens to the data of a slot that was removed',
      value: `missing, for ${held.join(', ')} of ${slot} on ${host}`,
      advice: `Write ${key}: { on: '${host}', data: 'keep' }, or 'forget' (Terraform lets go of it), or 'destroy'. Once the data is deleted, delete the slot's line from \`removed\` in the placement file.`,
    }),
  ];
}
