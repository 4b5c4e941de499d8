import { Size } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import type { Fleet } from './fleet';
import type { Placement } from './lock/placement';
import { LOOKS, type Terms } from './packing/arrange';
import { type Closest, closestHost, stranded } from './packing/closest';
import { byPool, groundOf, RETURNS, type Slot } from './packing/ground';
import { remedies } from './remedies';
import { listed, partsOf } from './slot-id';

/** Why the slots do not all fit: for each pool the first slot without a place, what it lacks, and what would do. */
export function shortage(
  fleet: Fleet,
  before: Placement,
  terms: Terms,
  isProven: boolean,
): readonly Finding[] {
  const ground = groundOf(fleet, before);
  const { stack, slots } = stranded(ground, terms.order);
  const pools = byPool(slots);
  const closest = pools.map(([first]) => closestHost(ground, stack, first));
  const would = remedies(fleet, before, terms, closest.find((one) => one !== undefined)?.name);
  return pools.map(([first, ...others], index) => {
    const [pool, key] = partsOf(first.id);
    return problem({
      rule: 'placement/shortage',
      path: `environments.${fleet.environment}.pools.${pool}.slots.${key}`,
      message: demand(first, closest[index]),
      value: `${without(closest[index])}${likewise(others)}`,
      advice: [advice(would), ...waysFor(first), ...(isProven ? [] : [GAVE_UP])].join(' '),
    });
  });
}

const GAVE_UP = `The search ended at its limit, ${LOOKS} looks of a slot at a host: a placement may exist that it did not find.`;

function demand({ only, because }: Slot, closest: Closest | undefined): string {
  return only === undefined || closest === undefined
    ? 'must fit on a host'
    : `must fit on ${closest.name}, since ${because}`;
}

function without(closest: Closest | undefined): string {
  if (closest === undefined) return 'without a place, since there is no host for it';
  return `without a place: ${closest.name} comes closest, ${lackOf(closest).join(' and ')}`;
}

function lackOf({ name, cpu, memory, shares, stranded: fatal }: Closest): readonly string[] {
  const amounts = [
    ...(cpu > 0 ? [`${cpu} virtual ${cpu === 1 ? 'CPU' : 'CPUs'}`] : []),
    ...(memory > 0 ? [`${Size.bytes(memory).toString()} of memory`] : []),
  ];
  return [
    ...(amounts.length > 0 ? [`${amounts.join(' and ')} short`] : []),
    ...(shares ? ['where another slot of its pool is, and the pool is never to share a host'] : []),
    ...(fatal === undefined
      ? []
      : [`and has room, but were ${fatal.lost} lost, ${fatal.slot} would fit nowhere`]),
    ...(amounts.length === 0 && !shares && fatal === undefined
      ? [`but no choice of hosts was found that has room on ${name} and for all others`]
      : []),
  ];
}

function likewise(others: readonly Slot[]): string {
  if (others.length === 0) return '';
  return `; nor is there a place for ${listed(others.map(({ id }) => id))}`;
}

function advice(would: readonly string[]): string {
  if (would.length === 0)
    return 'No single change would do: declare fewer or smaller machines, or add hosts.';
  return would.length === 1
    ? `This would do: ${would.join('')}.`
    : `Any one of these would do: ${would.join('; ')}.`;
}

/** What can be done for a slot that may be on one host only. */
function waysFor({ id, only, because }: Slot): readonly string[] {
  if (only === undefined) return [];
  return because === RETURNS
    ? [
        `Or declare an index that was never used; or delete the line of ${id} under "removed", which gives its former place, and what is kept there, up.`,
      ]
    : ['Or give it another host, or none, so that placement chooses.'];
}
