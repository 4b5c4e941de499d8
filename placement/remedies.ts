import { Size } from '../constructs/quantities';
import type { Fleet, HostRoom } from './fleet';
import type { Placement } from './lock/placement';
import { arrange, type Arrangement, LOOKS, type Terms } from './packing/arrange';
import { Budget } from './packing/budget';
import { groundOf } from './packing/ground';
import { compareText, listed } from './slot-id';

/** An arrangement of all slots, in a fleet that is not quite this one. */
type Try = (change: Partial<Fleet>, terms?: Partial<Terms>) => Arrangement;

/**
 * The smallest changes, each alone, by which everything would fit. Each was tried: it is no estimate. Memory is never
 * overcommitted further: what is promised and not there ends in killed machines.
 */
export function remedies(
  fleet: Fleet,
  before: Placement,
  terms: Terms,
  closest: string | undefined,
): readonly string[] {
  const budget = new Budget(LOOKS);
  const attempt: Try = (change, otherTerms) => {
    const ground = groundOf({ ...fleet, ...change }, before);
    return arrange(ground, { ...terms, ...otherTerms }, budget.slice(LOOKS / 4));
  };
  const fits: Fits = (change) => attempt(change).hosts !== undefined;
  return [
    moves(terms, attempt),
    growth(fleet, fits, closest),
    oneMoreHost(fleet, fits) ?? moreHosts(fleet, fits),
    overcommit(fleet, fits),
    sharing(fleet, fits),
    surviving(fleet, fits),
  ].filter((remedy) => remedy !== undefined);
}

type Fits = (change: Partial<Fleet>) => boolean;

function moves({ mayMove }: Terms, attempt: Try): string | undefined {
  const { hosts } = mayMove ? {} : attempt({}, { mayMove: true });
  if (hosts === undefined) return undefined;
  const moved = [...hosts]
    .filter(([{ home }, host]) => home !== undefined && home !== host)
    .map(([{ id }]) => id);
  return `let ${listed(moved)} move, though placed already`;
}

/** An amount of a host: whole cores, and memory in whole gibibytes. */
interface Hardware {
  readonly cores: number;
  readonly gibibytes: number;
}

/** At most as much again as the host has. */
function growth(fleet: Fleet, fits: Fits, closest: string | undefined): string | undefined {
  const host = fleet.hosts.find(({ name }) => name === closest);
  if (host === undefined || host.emptied === true) return undefined;
  const others = fleet.hosts.filter((other) => other !== host);
  const more = smallestHardware(hardwareOf(host), (extra) =>
    fits({ hosts: [...others, grown(host, extra)] }),
  );
  return more && `${rendered(more)} more on ${host.name}`;
}

function grown(host: HostRoom, { cores, gibibytes }: Hardware): HostRoom {
  return { ...host, cores: host.cores + cores, memory: host.memory.plus(Size.gibibytes(gibibytes)) };
}

/** At most as large as the largest. */
function oneMoreHost(fleet: Fleet, fits: Fits): string | undefined {
  const largest = largestOf(fleet);
  const hardware =
    largest &&
    smallestHardware(hardwareOf(largest), (size) => fits({ hosts: [...fleet.hosts, grown(NEW_HOST, size)] }));
  return hardware && `one more host of ${rendered(hardware)}`;
}

/** How many hosts like the largest are needed, where one is not enough: at most as many as there are. */
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

/** No host has this name: it holds a space. */
const NEW_HOST: HostRoom = { name: 'new host', cores: 0, memory: Size.bytes(0) };

function largestOf({ hosts }: Fleet): HostRoom | undefined {
  const [largest] = [...hosts].sort(
    (a, b) => b.cores - a.cores || b.memory.toBytes() - a.memory.toBytes() || compareText(a.name, b.name),
  );
  return largest;
}

function hardwareOf({ cores, memory }: HostRoom): Hardware {
  return { cores, gibibytes: Math.floor(memory.toBytes() / Size.gibibytes(1).toBytes()) };
}

/** In tenths, up to four times what it is. */
function overcommit({ overcommit: now = {} }: Fleet, fits: Fits): string | undefined {
  const { cpu = 1 } = now;
  const from = Math.floor(cpu * 10);
  const ratio = (tenths: number) => (from + tenths) / 10;
  const tenths = smallest(1, 3 * from, (more) => fits({ overcommit: { ...now, cpu: ratio(more) } }));
  return tenths === undefined ? undefined : `overcommit.cpu ${ratio(tenths)}`;
}

function sharing({ pools }: Fleet, fits: Fits): string | undefined {
  const required = pools.filter(({ spread }) => spread === 'required');
  const pool = required.find((one) =>
    fits({ pools: pools.map((other) => (other === one ? { ...other, spread: 'preferred' } : other)) }),
  );
  return pool && `spread 'preferred' for ${pool.name}`;
}

function surviving({ survives }: Fleet, fits: Fits): string | undefined {
  const hosts = survives?.hosts ?? 0;
  if (hosts === 0) return undefined;
  const fewer = Array.from({ length: hosts }, (_, index) => hosts - 1 - index).find((count) =>
    fits({ survives: { hosts: count } }),
  );
  return fewer === undefined ? undefined : `survives.hosts ${fewer}`;
}

/** The least cores with which it fits at all, and the least memory beside them. */
function smallestHardware(most: Hardware, fits: (hardware: Hardware) => boolean): Hardware | undefined {
  const cores = smallest(0, most.cores, (count) => fits({ ...most, cores: count }));
  if (cores === undefined) return undefined;
  const gibibytes = smallest(0, most.gibibytes, (count) => fits({ cores, gibibytes: count }));
  return gibibytes === undefined ? undefined : { cores, gibibytes };
}

/** The smallest whole number between two for which something holds that holds for every larger one. */
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

function rendered({ cores, gibibytes }: Hardware): string {
  const amounts = [
    ...(cores > 0 ? [`${cores} ${cores === 1 ? 'core' : 'cores'}`] : []),
    ...(gibibytes > 0 ? [Size.gibibytes(gibibytes).toString()] : []),
  ];
  return amounts.join(' and ');
}
