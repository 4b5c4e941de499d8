import type { Fleet, Placement } from '../../placement';

/**
 * Placement by preference alone: one machine after the other on the host that is liked best, with no second thought. Where that comes to an
 * end, it is what the real one must come to. Written from the documented order, as plainly as can be, with nothing of the real one in it.
 */

interface Amounts {
  readonly cpu: number;
  readonly memory: number;
}

interface Machine extends Amounts {
  readonly id: string;
  readonly pool: string;
  readonly exclusive: boolean;
  /** The only host that it may be on. */
  readonly bound?: string;
  readonly isNew: boolean;
}

interface Host extends Amounts {
  readonly name: string;
  readonly domain: string;
  readonly on: Machine[];
}

type Prefer = 'spread' | 'consolidate';

/** Slot → host; undefined where one machine finds no host, or where what is placed breaks a rule already. */
export function byPreference(
  fleet: Fleet,
  kept: Placement,
  prefer: Prefer,
): Readonly<Record<string, string>> | undefined {
  const hosts = hostsOf(fleet);
  const waiting: Machine[] = [];
  for (const { machine, at } of machinesOf(fleet, kept)) {
    const host = hosts.find(({ name }) => name === at);
    if (host === undefined) waiting.push(machine);
    else if (fits(machine, host)) host.on.push(machine);
    else return undefined;
  }
  const largest = {
    cpu: Math.max(1, ...hosts.map(({ cpu }) => cpu)),
    memory: Math.max(1, ...hosts.map(({ memory }) => memory)),
  };
  const inOrder = bySize(waiting, largest);
  for (const machine of prefer === 'spread' ? inOrder : toFill(hosts, inOrder)) {
    const candidates = hosts.filter(({ name }) => machine.bound === undefined || machine.bound === name);
    const possible = candidates.filter((host) => fits(machine, host));
    const [best] = possible.toSorted((a, b) =>
      inTurn(ranks(prefer, machine, a, hosts, largest), ranks(prefer, machine, b, hosts, largest)),
    );
    if (best === undefined) return undefined;
    best.on.push(machine);
  }
  return Object.fromEntries(hosts.flatMap(({ name, on }) => on.map(({ id }) => [id, name])));
}

/** By name; a drained host takes nothing. */
function hostsOf({ hosts, overcommit }: Fleet): readonly Host[] {
  return hosts
    .map(({ name, cores, memory, reserve, drained, failureDomain }) => ({
      name,
      domain: failureDomain === undefined ? `host ${name}` : `domain ${failureDomain}`,
      cpu: drained === true ? 0 : Math.floor((cores - (reserve?.cpu ?? 0)) * (overcommit?.cpu ?? 1)),
      memory: drained === true ? 0 : memory.toBytes() - (reserve?.memory?.toBytes() ?? 0),
      on: [],
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** By pool and key, each with the host that it is on and may stay on. */
function machinesOf({ hosts, pools }: Fleet, { slots, removed }: Placement) {
  const isUsable = (name: string | undefined) =>
    hosts.some((host) => host.name === name && host.drained !== true);
  return pools
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((pool) =>
      pool.slots
        .toSorted((a, b) => Number(a.key) - Number(b.key))
        .map(({ key, host }) => {
          const id = `${pool.name}/${key}`;
          const before = slots[id];
          const isNew = before === undefined;
          const former = isNew && isUsable(removed[id]) ? removed[id] : undefined;
          const bound = host ?? former;
          const at = !isNew && isUsable(before) && (host ?? before) === before ? before : undefined;
          const { cpu, spread } = pool;
          const memory = pool.memory.toBytes();
          const machine = {
            id,
            pool: pool.name,
            cpu,
            memory,
            exclusive: spread === 'required',
            bound,
            isNew,
          };
          return { machine, at };
        }),
    );
}

function free({ cpu, memory, on }: Host): Amounts {
  return {
    cpu: cpu - on.reduce((sum, one) => sum + one.cpu, 0),
    memory: memory - on.reduce((sum, one) => sum + one.memory, 0),
  };
}

function fits(machine: Machine, host: Host): boolean {
  const left = free(host);
  const isApart = !machine.exclusive || host.on.every(({ pool }) => pool !== machine.pool);
  return machine.cpu <= left.cpu && machine.memory <= left.memory && isApart;
}

/** Those that are bound, then those that stand alone, then the largest, then those that had a host. */
function bySize(machines: readonly Machine[], largest: Amounts): readonly Machine[] {
  const places = (machine: Machine) => [
    machine.bound === undefined ? 1 : 0,
    machine.exclusive ? 0 : 1,
    -Math.max(machine.cpu / largest.cpu, machine.memory / largest.memory),
    machine.isNew ? 1 : 0,
  ];
  return machines.toSorted((a, b) => inTurn(places(a), places(b)));
}

/** For consolidation, host after host takes what goes best with what it has left. Those with less choice come before, the rest after. */
function toFill(hosts: readonly Host[], inOrder: readonly Machine[]): readonly Machine[] {
  const isFree = ({ bound, exclusive }: Machine) => bound === undefined && !exclusive;
  const order = inOrder.filter((machine) => !isFree(machine));
  let left = inOrder.filter(isFree);
  const pools = [...new Set(left.map(({ pool }) => pool))];
  for (const host of hosts.toSorted((a, b) => b.on.length - a.on.length)) {
    let room = free(host);
    for (;;) {
      const { cpu, memory } = room;
      const worth = (one: Machine) =>
        (one.cpu * cpu) / host.cpu ** 2 + (one.memory * memory) / host.memory ** 2;
      // Of the machines of a pool, which are alike, the first.
      const firsts = pools.flatMap((pool) => left.find((one) => one.pool === pool) ?? []);
      const [best] = firsts
        .filter((one) => one.cpu <= cpu && one.memory <= memory)
        .toSorted((a, b) => worth(b) - worth(a));
      if (best === undefined) break;
      room = { cpu: cpu - best.cpu, memory: memory - best.memory };
      order.push(best);
      left = left.filter((one) => one !== best);
    }
  }
  // What no host had room for: pool by pool.
  return [...order, ...pools.flatMap((pool) => left.filter((one) => one.pool === pool))];
}

/** What makes one host better than another: the first number that differs decides, less is better. */
function ranks(prefer: Prefer, machine: Machine, host: Host, hosts: readonly Host[], largest: Amounts) {
  const left = free(host);
  const waste = (left.cpu - machine.cpu) / largest.cpu + (left.memory - machine.memory) / largest.memory;
  if (prefer === 'consolidate') return [host.on.length > 0 ? 0 : 1, waste];
  const ofPool = (among: readonly Host[]) =>
    among.flatMap(({ on }) => on).filter(({ pool }) => pool === machine.pool).length;
  return [ofPool(hosts.filter(({ domain }) => domain === host.domain)), ofPool([host]), waste];
}

function inTurn(a: readonly number[], b: readonly number[]): number {
  return a.map((number, index) => number - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
