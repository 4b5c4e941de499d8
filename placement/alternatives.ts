import { by } from '../core/text';
import { withGivenHosts } from './check-placement';
import type { Fleet } from './fleet';
import type { Placement } from './lock/placement';
import { currentLoad } from './packing/assignment';
import { Budget } from './packing/budget';
import { Failover } from './packing/failover';
import { isKept, packingProblem, type Slot } from './packing/problem';
import { searchLimit } from './packing/solve';
import { listed } from './slot-id';

/**
 * What rules out a host for a slot:
 * - `drained`, `room`, `spread`, `survives`: a rule forbids it;
 * - `shared`: the rules allow it, but its pool is better spread where the slot is;
 * - `nothing`: it would do as well.
 */
type Objection = 'drained' | 'room' | 'spread' | 'survives' | 'shared' | 'nothing';

/** A host that a slot is not on, and why. */
export interface Alternative {
  readonly host: string;
  readonly objection: Objection;
  /** Why, for a person: a clause without a full stop, such as `it is drained`. */
  readonly reason: string;
}

/** In a larger fleet the proof that hosts may be lost takes too long to repeat it for each host. */
const MOST_PROVEN = 3_000;

/**
 * What rules out each other host of a slot that is placed, tried by the rules of a placement: as if the slot alone were moved there.
 * In the order of the fleet's hosts by name.
 *
 * @param slot such as `nodes/0`
 * @param most how many hosts are tried. @default 10
 *
 * @example
 * alternativesOf(fleet, placement, 'nodes/0'); // [{ host: 'rack1-b', objection: 'drained', reason: 'it is drained' }]
 */
export function alternativesOf(
  fleet: Fleet,
  placement: Placement,
  slot: string,
  most = 10,
): readonly Alternative[] {
  const now = withGivenHosts(fleet, placement);
  const size = fleet.hosts.length * fleet.pools.reduce((sum, pool) => sum + pool.slots.length, 0);
  const provable = size > MOST_PROVEN ? { ...fleet, survives: undefined } : fleet;
  return [...fleet.hosts]
    .filter(({ name }) => name !== now.slots[slot])
    .sort(by(({ name }) => name))
    .slice(0, most)
    .map(({ name, drained }) =>
      drained === true
        ? { host: name, objection: 'drained', reason: 'it is drained' }
        : { host: name, ...objectionTo(provable, now, slot, name) },
    );
}

function objectionTo(
  fleet: Fleet,
  placement: Placement,
  id: string,
  name: string,
): Pick<Alternative, 'objection' | 'reason'> {
  const slots = { ...placement.slots, [id]: name };
  const problem = packingProblem(fleet, { ...placement, slots });
  const load = currentLoad(problem, problem.slots.filter(isKept));
  const host = problem.hosts.findIndex((one) => one.name === name);
  const slot = problem.slots.find((one) => one.id === id);
  const mates = (hosts: readonly number[]): readonly string[] =>
    hosts.flatMap((one) => load.on(one)).flatMap((one) => (isMate(one, slot) ? [one.id] : []));
  const free = load.free(host);
  const short = [...(free.cpu < 0 ? ['virtual CPUs'] : []), ...(free.memoryBytes < 0 ? ['memory'] : [])];
  if (short.length > 0)
    return { objection: 'room', reason: `it has too little left: ${short.join(' and ')}` };
  const beside = mates([host]);
  if (slot?.exclusive === true && beside.length > 0)
    return {
      objection: 'spread',
      reason: `it runs ${listed(beside)}, and the pool demands hosts of its own`,
    };
  const failover = new Failover(problem, load, new Budget(searchLimit(problem)));
  const loss = failover.fatalLoss();
  if (loss !== undefined) {
    const consequence = failover.gaveUp
      ? 'no place was found for all that runs there'
      : `${loss.slot ?? 'a slot'} would fit nowhere`;
    return { objection: 'survives', reason: `if ${loss.hosts} were lost, ${consequence}` };
  }
  if (beside.length > 0)
    return { objection: 'shared', reason: `it has room, but runs ${listed(beside)} of the same pool` };
  const { domain } = problem.hosts[host] ?? { domain: -1 };
  const near = mates(problem.hosts.flatMap((one, index) => (one.domain === domain ? [index] : [])));
  const from = problem.hosts.find((one) => one.name === placement.slots[id])?.domain;
  if (near.length > 0 && from !== domain)
    return {
      objection: 'shared',
      reason: `it has room, but ${listed(near)} of the same pool would fail together with it`,
    };
  return { objection: 'nothing', reason: 'it would do as well; what is placed stays' };
}

function isMate(one: Slot, slot: Slot | undefined): boolean {
  return slot !== undefined && one !== slot && one.pool === slot.pool;
}
