import { type Finding, problem } from '../../findings';
import type { PoolSpec } from './pool-spec';
import { fateOf } from './retirement';
import { slotList } from './slots';

/** The data disks of each slot: slot → names of disks. */
export type DataDisks = Readonly<Record<string, readonly string[]>>;

/** The data that a pool is in charge of, kept disks included, as {@link checkRemovals} compares with. */
export function dataDisksOf(spec: Pick<PoolSpec, 'slots' | 'disks' | 'retired'>): DataDisks {
  const { slots, disks = {}, retired = {} } = spec;
  const keys = [...slotList(slots).map(({ key }) => key), ...Object.keys(retired)];
  const held = keys.map((key): readonly [string, readonly string[]] => {
    const ours = Object.entries(disks).filter(
      ([, disk]) => (fateOf(retired[key], disk) ?? 'keep') === 'keep',
    );
    return [key, ours.map(([name]) => name).sort()];
  });
  return Object.fromEntries(held.filter(([, names]) => names.length > 0));
}

/**
 * What had data and is in the pool no more, without a word on what becomes of it: Terraform would destroy it. Pure.
 * `before` is what the pool had when it was last recorded, by {@link dataDisksOf}.
 */
export function checkRemovals(spec: PoolSpec, before: DataDisks, path: string): readonly Finding[] {
  const { retired = {}, disks = {} } = spec;
  const slots = new Set(slotList(spec.slots).map(({ key }) => key));
  const had = Object.entries(before);
  const lostDisks = new Set(had.flatMap(([, names]) => names).filter((name) => !(name in disks)));
  return [
    ...had
      .filter(([key]) => !slots.has(key) && !(key in retired))
      .map(([key, names]) => silent(`${path}.retired.${key}`, `the slot had data (${names.join(', ')})`)),
    ...[...lostDisks].sort().map((name) => silent(`${path}.disks.${name}.retired`, 'the disk held data')),
  ];
}

function silent(path: string, what: string): Finding {
  return problem({
    rule: 'vm-pool/removal',
    path,
    message: `must be keep, forget or destroy, since ${what} and is gone from the pool`,
    value: 'left out',
    advice: "Say what becomes of the data: 'keep' holds on to it until you have decided.",
  });
}
