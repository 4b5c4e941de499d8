import type { Fleet, Placement } from '../../placement';

/**
 * Placement by trying everything: what the real one must come to on small fleets. Written from the rules alone, and as
 * plainly as can be, with nothing of the real one in it.
 */

interface Machine {
  readonly id: string;
  readonly pool: string;
  readonly cpu: number;
  readonly memory: number;
  readonly exclusive: boolean;
  readonly hosts: readonly string[];
  /** The host that it is on and may stay on. */
  readonly currentHost?: string;
  readonly isOld: boolean;
}

type Assignment = ReadonlyMap<Machine, string>;

export function machinesOf({ hosts, pools }: Fleet, { slots, removed }: Placement): readonly Machine[] {
  const usable = hosts.filter(({ drained }) => drained !== true).map(({ name }) => name);
  return pools.flatMap((pool) =>
    pool.slots.map(({ key, host }): Machine => {
      const id = `${pool.name}/${key}`;
      const before = slots[id];
      const back = before === undefined ? removed[id] : undefined;
      const comesBack = host === undefined && back !== undefined && usable.includes(back);
      return {
        id,
        pool: pool.name,
        cpu: pool.cpu,
        memory: pool.memory.toBytes(),
        exclusive: pool.spread === 'required',
        hosts: host !== undefined ? [host] : comesBack ? [back] : usable,
        currentHost:
          before !== undefined && usable.includes(before) && (host ?? before) === before ? before : undefined,
        isOld: before !== undefined,
      };
    }),
  );
}

/** Whether the rules hold, the loss of hosts included. */
export function isValid(fleet: Fleet, assignment: Assignment): boolean {
  const lost = fleet.survives?.hosts ?? 0;
  return (
    fits(fleet, assignment, []) && setsOf(fleet, lost).every((gone) => isSurvived(fleet, assignment, gone))
  );
}

/** Every assignment of machines to hosts that they may be on. */
export function* assignments(machines: readonly Machine[]): Generator<Assignment> {
  const [first, ...rest] = machines;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const others of assignments(rest))
    for (const host of first.hosts) yield new Map([...others, [first, host]]);
}

/** The least number of moves, of machines that might stay, with which these can be placed; undefined where they cannot. */
export function leastMoves(fleet: Fleet, machines: readonly Machine[]): number | undefined {
  let least: number | undefined;
  for (const assignment of assignments(machines)) {
    const moves = movesIn(assignment);
    if (moves < (least ?? Infinity) && isValid(fleet, assignment)) least = moves;
  }
  return least;
}

export function movesIn(assignment: Assignment): number {
  return [...assignment].filter(
    ([{ currentHost }, host]) => currentHost !== undefined && currentHost !== host,
  ).length;
}

function fits({ hosts, overcommit }: Fleet, assignment: Assignment, gone: readonly string[]): boolean {
  return hosts.every((host) => {
    const on = [...assignment].filter(([, name]) => name === host.name).map(([machine]) => machine);
    if (on.length === 0) return true;
    if (gone.includes(host.name) || host.drained === true) return false;
    const cores = host.cores - (host.reserve?.cpu ?? 0);
    const memory = host.memory.toBytes() - (host.reserve?.memory?.toBytes() ?? 0);
    return (
      total(on, 'cpu') <= cores * (overcommit?.cpu ?? 1) &&
      total(on, 'memory') <= memory * (overcommit?.memory ?? 1) &&
      on.every((one) => !one.exclusive || on.every((other) => other === one || other.pool !== one.pool))
    );
  });
}

function total(machines: readonly Machine[], what: 'cpu' | 'memory'): number {
  return machines.reduce((sum, machine) => sum + machine[what], 0);
}

function setsOf({ hosts }: Fleet, size: number): readonly (readonly string[])[] {
  const subsets = hosts.reduce<readonly (readonly string[])[]>(
    (sets, { name }) => [...sets, ...sets.map((set) => [...set, name])],
    [[]],
  );
  return subsets.filter(({ length }) => length === Math.min(size, hosts.length));
}

function isSurvived(fleet: Fleet, assignment: Assignment, gone: readonly string[]): boolean {
  const displaced = [...assignment].filter(([, host]) => gone.includes(host)).map(([machine]) => machine);
  const hosts = fleet.hosts.map(({ name }) => name).filter((name) => !gone.includes(name));
  for (const rescue of assignments(displaced.map((machine) => ({ ...machine, hosts })))) {
    const after = new Map([...assignment].filter(([, host]) => !gone.includes(host)));
    if (fits(fleet, new Map([...after, ...rescue]), gone)) return true;
  }
  return false;
}
