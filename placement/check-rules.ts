import { Size } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import { fits, NO_RESOURCES } from './capacity';
import type { Fleet } from './fleet';
import type { Placement } from './lock/placement';
import { currentLoad } from './packing/assignment';
import { Budget } from './packing/budget';
import { Failover } from './packing/failover';
import type { Load } from './packing/load';
import { byPool, isKept, type PackingProblem, packingProblem, type Slot } from './packing/problem';
import { searchLimit } from './packing/solve';

/** What breaks the rules of capacity, anti-affinity and survival, in a fleet whose slots are all on hosts that exist. */
export function checkRules(fleet: Fleet, placement: Placement, run: string): readonly Finding[] {
  const packing = packingProblem(fleet, placement);
  const load = currentLoad(packing, packing.slots.filter(isKept));
  const broken = packing.hosts.flatMap(({ name }, host) => {
    const path = `environments.${fleet.environment}.hypervisors.${name}`;
    return [...capacity(packing, load, host, path, run), ...antiAffinity(load, host, path, run)];
  });
  return broken.length > 0 ? broken : survival(fleet, packing, load, run);
}

function capacity(
  { hosts }: PackingProblem,
  load: Load,
  host: number,
  path: string,
  run: string,
): readonly Finding[] {
  const { cpu, memoryBytes } = hosts[host] ?? NO_RESOURCES;
  const free = load.free(host);
  if (fits(NO_RESOURCES, free)) return [];
  const exceeded = [
    ...(free.cpu < 0 ? [`${cpu - free.cpu} of ${cpu} virtual CPUs`] : []),
    ...(free.memoryBytes < 0
      ? [`${sized(memoryBytes - free.memoryBytes)} of ${sized(memoryBytes)} of memory`]
      : []),
  ];
  return [
    problem({
      rule: 'placement/room',
      path,
      message: 'must have room for its slots, after its reserve and with the overcommit',
      value: `promised ${exceeded.join(' and ')}, to ${named(load.on(host))}`,
      advice: `${run}: it moves as few slots as it can. Or make the machines smaller.`,
    }),
  ];
}

function antiAffinity(load: Load, host: number, path: string, run: string): readonly Finding[] {
  return byPool(load.on(host).filter(({ exclusive }) => exclusive))
    .filter((slots) => slots.length > 1)
    .map((slots) =>
      problem({
        rule: 'placement/spread',
        path,
        message: "must run at most one slot of a pool whose spread is 'required'",
        value: `running ${named(slots)}`,
        advice: `${run}: it moves all but one. Or set spread 'preferred' for the pool.`,
      }),
    );
}

function survival(
  { environment }: Fleet,
  packing: PackingProblem,
  load: Load,
  run: string,
): readonly Finding[] {
  const failover = new Failover(packing, load, new Budget(searchLimit(packing)));
  const loss = failover.fatalLoss();
  if (loss === undefined) return [];
  return [
    problem({
      rule: 'placement/survives',
      path: `environments.${environment}.survives.hosts`,
      message: `must hold: if any ${packing.lost === 1 ? 'host is' : `${packing.lost} hosts are`} lost, what ran there fits on the others`,
      value: failover.gaveUp
        ? `not proven: no place was found for what runs on ${loss.hosts} within ${searchLimit(packing)} checks`
        : `violated: without ${loss.hosts}, ${loss.slot ?? 'one of its slots'} fits nowhere`,
      advice: `${run}: it moves as few slots as it can, or says what is missing.`,
    }),
  ];
}

function named(slots: readonly Slot[]): string {
  return slots.map(({ id }) => id).join(', ');
}

function sized(bytes: number): string {
  return Size.bytes(bytes).toString();
}
