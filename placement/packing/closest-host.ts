import type { Resources } from '../capacity';
import { Assignment } from './assignment';
import { Budget } from './budget';
import { hostOrder, type Strategy } from './host-order';
import { assignToFirst } from './load';
import { isKept, type PackingProblem, type Slot } from './problem';
import { slotOrder } from './slot-order';

/** The host that would be the first to take a slot, and why it cannot. */
export interface ClosestHost {
  readonly name: string;
  /** What is missing there. */
  readonly shortage: Resources;
  /** Whether it runs a slot of the same pool, and the pool has anti-affinity. */
  readonly violatesAntiAffinity: boolean;
  /** The hosts whose loss would not be survived with the slot there, and a slot that would fit nowhere then. */
  readonly fatalLoss?: { readonly hosts: string; readonly slot: string };
}

/** The slots that are left over when every other one is assigned: first those that are kept, then displaced, then new ones. */
export function unassignedSlots(
  problem: PackingProblem,
  strategy: Strategy,
): { readonly assignment: Assignment; readonly slots: readonly Slot[] } {
  const assignment = new Assignment(problem, [], new Budget(Infinity));
  const leaving = problem.slots.filter(
    (slot) => isKept(slot) && !assignment.assign(slot, slot.currentHost ?? -1),
  );
  const displaced = problem.slots.filter(({ state }) => state === 'displaced');
  const added = problem.slots.filter(({ state }) => state === 'new');
  const hostsFor = hostOrder(problem, assignment.load, strategy);
  const left = [...slotOrder(problem, [...leaving, ...displaced]), ...slotOrder(problem, added)].filter(
    (slot) => !assignToFirst(assignment, slot, hostsFor(slot)),
  );
  // All fit, but only with more moves than are allowed: then the new ones have no host.
  return { assignment, slots: left.length > 0 ? left : added };
}

/** The host that is closest to taking a slot: first by anti-affinity, then by how little is missing. */
export function closestHost(
  problem: PackingProblem,
  assignment: Assignment,
  slot: Slot,
): ClosestHost | undefined {
  const hosts = slot.boundTo === undefined ? problem.hosts.map((_, host) => host) : [slot.boundTo];
  const candidates = hosts.map((host) => ({ host, ...obstaclesOn(assignment, slot, host) }));
  const distance = ({ shortage, violatesAntiAffinity }: (typeof candidates)[number]) =>
    (violatesAntiAffinity ? Number.MAX_SAFE_INTEGER : 0) +
    shortage.cpu / Math.max(1, slot.cpu) +
    shortage.memoryBytes / Math.max(1, slot.memoryBytes);
  const [best] = candidates.sort((a, b) => distance(a) - distance(b));
  if (best === undefined) return undefined;
  const { host, ...obstacles } = best;
  return {
    name: problem.hosts[host]?.name ?? '',
    ...obstacles,
    ...fatalLossWith(assignment, slot, host),
  };
}

function obstaclesOn({ load }: Assignment, slot: Slot, host: number) {
  const free = load.free(host);
  return {
    shortage: {
      cpu: Math.max(0, slot.cpu - free.cpu),
      memoryBytes: Math.max(0, slot.memoryBytes - free.memoryBytes),
    },
    violatesAntiAffinity: slot.exclusive && load.ofPoolOn(slot, host) > 0,
  };
}

function fatalLossWith(
  { load, failover }: Assignment,
  slot: Slot,
  host: number,
): Pick<ClosestHost, 'fatalLoss'> {
  if (!load.assign(slot, host)) return {};
  const { hosts = '', slot: stranded } = failover.fatalLoss() ?? {};
  load.undo();
  return stranded === undefined ? {} : { fatalLoss: { hosts, slot: stranded } };
}
