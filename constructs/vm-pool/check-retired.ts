import { type Finding, problem } from '../../core/findings';
import { checkKeyForm } from './check-slots';
import { type PoolSpec, type Retirement, RETIREMENTS } from './pool-spec';
import { slotList } from './slots';

/** The problems of a pool's retired slots. */
export function checkRetired({ slots, retired = {} }: PoolSpec, path: string): readonly Finding[] {
  return Object.entries(retired).flatMap(([key, retirement]) => [
    ...checkKeyForm(key, `${path}.retired.${key}`),
    ...checkRetirement(retirement, `${path}.retired.${key}`),
    ...(isSlot(slots, key) ? [back(key, typeof slots === 'number', path)] : []),
  ]);
}

/** Fast runners skip types, and an unknown word would be read as one that destroys. */
export function checkRetirement(retirement: Retirement, path: string): readonly Finding[] {
  if (RETIREMENTS.includes(retirement)) return [];
  return [
    problem({
      rule: 'vm-pool/retired',
      path,
      message: 'must be keep, forget or destroy',
      value: JSON.stringify(retirement),
      advice: 'Say what happens to the data: Terraform keeps it, leaves it on the host, or destroys it.',
    }),
  ];
}

function isSlot(slots: PoolSpec['slots'], key: string): boolean {
  if (typeof slots === 'number') return /^\d+$/.test(key) && Number(key) < slots;
  return slotList(slots).some((slot) => slot.key === key);
}

function back(key: string, counted: boolean, path: string): Finding {
  return problem({
    rule: 'vm-pool/retired',
    path: `${path}.slots.${key}`,
    message: 'must not be a slot that is retired',
    advice: counted
      ? `A number of slots has no gaps: list the keys, without ${key}.`
      : `Use a key that was never used. To take slot ${key} back with the data that it had, remove it from retired.`,
  });
}
