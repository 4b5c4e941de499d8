import { Size } from '../constructs/quantities';
import { compareText, countOf } from '../core/text';
import type { Resources } from './capacity';
import type { Fleet, FleetHost } from './fleet';
import type { Placement } from './lock/placement';
import { Budget } from './packing/budget';
import { packingProblem } from './packing/problem';
import { searchLimit, type Solution, solve, type SolveOptions } from './packing/solve';
import { listed } from './slot-id';

/** Solves a fleet that differs a little from this one. */
type Attempt = (change: Partial<Fleet>, options?: Partial<SolveOptions>) => Solution;

/**
 * The smallest changes, each of which alone makes everything fit. Each was tried: none is an estimate. More overcommit of
 * memory is never proposed: memory that is promised and not there ends in killed machines.
 */
export function remedies(
  fleet: Fleet,
  before: Placement,
  options: SolveOptions,
  closest: string | undefined,
): readonly string[] {
  const limit = Math.min(1, options.effort) * searchLimit(packingProblem(fleet, before));
  const budget = new Budget(limit);
  const attempt: Attempt = (change, other) => {
    const packing = packingProblem({ ...fleet, ...change }, before);
    return solve(packing, { ...options, ...other }, budget.slice(limit / 4));
  };
  const fits: Fits = (change) => attempt(change).hosts !== undefined;
  return [
    moves(options, attempt),
    growth(fleet, fits, closest),
    oneMoreHost(fleet, fits) ?? moreHosts(fleet, fits),
    overcommit(fleet, fits),
    withoutAntiAffinity(fleet, fits),
    withFewerLosses(fleet, fits),
  ].filter((remedy) => remedy !== undefined);
}

type Fits = (change: Partial<Fleet>) => boolean;

function moves({ mayMove }: SolveOptions, attempt: Attempt): string | undefined {
  const { hosts } = mayMove ? {} : attempt({}, { mayMove: true });
  if (hosts === undefined) return undefined;
  const moved = [...hosts]
    .filter(([{ currentHost }, host]) => currentHost !== undefined && currentHost !== host)
    .map(([{ id }]) => id);
  return `let ${listed(moved)} move (\`--may-move\`)`;
}

const GIBIBYTE = Size.gibibytes(1).toBytes();

/** The closest host made larger, to twice its size at most. */
function growth(fleet: Fleet, fits: Fits, closest: string | undefined): string | undefined {
  const host = fleet.hosts.find(({ name }) => name === closest);
  if (host === undefined || host.drained === true) return undefined;
  const others = fleet.hosts.filter((other) => other !== host);
  const extra = smallestResources(resourcesOf(host), (extra) =>
    fits({ hosts: [...others, grown(host, extra)] }),
  );
  return extra && `${rendered(extra)} more on ${host.name}`;
}

function grown(host: FleetHost, { cpu, memoryBytes }: Resources): FleetHost {
  return { ...host, cores: host.cores + cpu, memory: host.memory.plus(Size.bytes(memoryBytes)) };
}

/** One more host, as large as the largest at most. */
function oneMoreHost(fleet: Fleet, fits: Fits): string | undefined {
  const largest = largestOf(fleet);
  const added =
    largest &&
    smallestResources(resourcesOf(largest), (size) =>
      fits({ hosts: [...fleet.hosts, grown(NEW_HOST, size)] }),
    );
  return added && `one more host of ${rendered(added)}`;
}

/** How many more hosts like the largest are needed, if one is not enough: at most as many as there are. */
function moreHosts(fleet: Fleet, fits: Fits): string | undefined {
  const largest = largestOf(fleet);
  if (largest === undefined) return undefined;
  const { cores, memory } = largest;
  const added = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `${NEW_HOST.name} ${index}`, cores, memory }));
  const count = smallest(2, Math.max(2, fleet.hosts.length), (hosts) =>
    fits({ hosts: [...fleet.hosts, ...added(hosts)] }),
  );
  return count === undefined ? undefined : `${count} more hosts like ${largest.name}`;
}

/** No declared host has this name: it contains a space. */
const NEW_HOST: FleetHost = { name: 'new host', cores: 0, memory: Size.bytes(0) };

function largestOf({ hosts }: Fleet): FleetHost | undefined {
  const [largest] = [...hosts].sort(
    (a, b) => b.cores - a.cores || b.memory.toBytes() - a.memory.toBytes() || compareText(a.name, b.name),
  );
  return largest;
}

/** The cores and memory of a host, in whole gibibytes. */
function resourcesOf({ cores, memory }: FleetHost): Resources {
  return { cpu: cores, memoryBytes: Math.floor(memory.toBytes() / GIBIBYTE) * GIBIBYTE };
}

/** More overcommit of CPU, in tenths, up to four times what it is. */
function overcommit({ overcommit: now = {} }: Fleet, fits: Fits): string | undefined {
  const { cpu = 1 } = now;
  const from = Math.floor(cpu * 10);
  const ratio = (tenths: number) => (from + tenths) / 10;
  const tenths = smallest(1, 3 * from, (more) => fits({ overcommit: { ...now, cpu: ratio(more) } }));
  return tenths === undefined ? undefined : `overcommit.cpu ${ratio(tenths)}`;
}

function withoutAntiAffinity({ pools }: Fleet, fits: Fits): string | undefined {
  const required = pools.filter(({ spread }) => spread === 'required');
  const pool = required.find((one) =>
    fits({ pools: pools.map((other) => (other === one ? { ...other, spread: 'preferred' } : other)) }),
  );
  return pool && `spread 'preferred' for ${pool.name}`;
}

function withFewerLosses({ survives }: Fleet, fits: Fits): string | undefined {
  const hosts = survives?.hosts ?? 0;
  if (hosts === 0) return undefined;
  const fewer = Array.from({ length: hosts }, (_, index) => hosts - 1 - index).find((count) =>
    fits({ survives: { hosts: count } }),
  );
  return fewer === undefined ? undefined : `survives.hosts ${fewer}`;
}

/** The fewest cores with which everything fits at all, and the least memory beside them, in whole gibibytes. */
function smallestResources(most: Resources, fits: (resources: Resources) => boolean): Resources | undefined {
  const cpu = smallest(0, most.cpu, (count) => fits({ ...most, cpu: count }));
  if (cpu === undefined) return undefined;
  const gibibytes = smallest(0, most.memoryBytes / GIBIBYTE, (count) =>
    fits({ cpu, memoryBytes: count * GIBIBYTE }),
  );
  return gibibytes === undefined ? undefined : { cpu, memoryBytes: gibibytes * GIBIBYTE };
}

/** The smallest whole number in a range for which something holds that then holds for every larger one. */
function smallest(from: number, most: number, holds: (count: number) => boolean): number | undefined {
  if (from > most || !holds(most)) return undefined;
  let [low, high] = [from, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

function rendered({ cpu, memoryBytes }: Resources): string {
  const amounts = [
    ...(cpu > 0 ? [countOf(cpu, 'core')] : []),
    ...(memoryBytes > 0 ? [Size.bytes(memoryBytes).toString()] : []),
  ];
  return amounts.join(' and ');
}
