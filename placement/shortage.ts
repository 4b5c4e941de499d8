import { Size } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import { countOf } from '../core/text';
import type { Fleet } from './fleet';
import type { Placement } from './lock/placement';
import { type ClosestHost, closestHost, unassignedSlots } from './packing/closest-host';
import { byPool, packingProblem, RETURNS, type Slot } from './packing/problem';
import { searchLimit, type SolveOptions } from './packing/solve';
import { remedies } from './remedies';
import { listed, partsOf } from './slot-id';

/** Why the slots do not all fit: for each pool the first slot without a host, what it lacks, and what changes help. */
export function shortage(
  fleet: Fleet,
  before: Placement,
  options: SolveOptions,
  isProven: boolean,
): readonly Finding[] {
  const packing = packingProblem(fleet, before);
  const { assignment, slots } = unassignedSlots(packing, options.strategy);
  const pools = byPool(slots);
  const closest = pools.map(([first]) => closestHost(packing, assignment, first));
  const changes = remedies(fleet, before, options, closest.find((one) => one !== undefined)?.name);
  return pools.map(([first, ...others], index) => {
    const [pool, key] = partsOf(first.id);
    return problem({
      rule: 'placement/shortage',
      path: `environments.${fleet.environment}.pools.${pool}.slots.${key}`,
      message: demand(first, closest[index]),
      value: `${unplaced(closest[index])}${likewise(others)}`,
      advice: [
        advice(changes, isProven),
        ...alternatives(first),
        ...(isProven ? [] : [gaveUp(fleet, options, searchLimit(packing))]),
      ].join(' '),
    });
  });
}

function gaveUp({ environment }: Fleet, { effort }: SolveOptions, limit: number): string {
  return `The search stopped at its limit of ${effort * limit} checks: there may be a placement that it did not find. To search on, run \`npx slipway place ${environment} --effort ${effort * 10}\`.`;
}

function demand({ boundTo, reason }: Slot, closest: ClosestHost | undefined): string {
  return boundTo === undefined || closest === undefined
    ? 'must fit on a host'
    : `must fit on ${closest.name}, because ${reason}`;
}

function unplaced(closest: ClosestHost | undefined): string {
  if (closest === undefined) return 'unplaced: there is no host for it';
  return `unplaced: ${closest.name} comes closest, ${obstacles(closest).join(' and ')}`;
}

function obstacles({ name, shortage, violatesAntiAffinity, fatalLoss }: ClosestHost): readonly string[] {
  const { cpu, memoryBytes } = shortage;
  const amounts = [
    ...(cpu > 0 ? [countOf(cpu, 'virtual CPU')] : []),
    ...(memoryBytes > 0 ? [`${Size.bytes(memoryBytes).toString()} of memory`] : []),
  ];
  const found = [
    ...(amounts.length > 0 ? [`${amounts.join(' and ')} short`] : []),
    ...(violatesAntiAffinity ? ["running a slot of its pool already, whose spread is 'required'"] : []),
    ...(fatalLoss === undefined
      ? []
      : [`with room for it, but without ${fatalLoss.hosts}, ${fatalLoss.slot} fits nowhere`]),
  ];
  return found.length > 0 ? found : [`but no placement was found with it on ${name} and room for all others`];
}

function likewise(others: readonly Slot[]): string {
  if (others.length === 0) return '';
  return `; also unplaced: ${listed(others.map(({ id }) => id))}`;
}

function advice(changes: readonly string[], isProven: boolean): string {
  if (changes.length === 0)
    return `No single change ${isProven ? 'would do' : 'was found that would do'}: declare fewer or smaller machines, or add hosts.`;
  return changes.length === 1
    ? `This would do: ${changes.join('')}.`
    : `Any one of these would do: ${changes.join('; ')}.`;
}

/** What else can be done for a slot that is bound to one host. */
function alternatives({ id, boundTo, reason }: Slot): readonly string[] {
  if (boundTo === undefined) return [];
  return reason === RETURNS
    ? [
        `Or declare an index that was never used. Or delete the line of ${id} under "removed": that gives up its former host, and the disks that are kept there.`,
      ]
    : ['Or give it another host, or none, so that placement chooses.'];
}
