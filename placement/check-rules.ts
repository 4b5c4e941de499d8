import { Size } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import type { Fleet } from './fleet';
import type { Placement } from './lock/placement';
import { LOOKS } from './packing/arrange';
import { Budget } from './packing/budget';
import { byPool, type Ground, groundOf, isKept, type Slot } from './packing/ground';
import type { Load } from './packing/load';
import { Rescue } from './packing/rescue';
import { atHome } from './packing/stack';

/** What breaks the rules of capacity, spread and survival, in a fleet whose slots are all on hosts that exist. */
export function checkRules(fleet: Fleet, placement: Placement, run: string): readonly Finding[] {
  const ground = groundOf(fleet, placement);
  const load = atHome(ground, ground.slots.filter(isKept));
  const broken = ground.hosts.flatMap(({ name }, host) => {
    const path = `environments.${fleet.environment}.hypervisors.${name}`;
    return [...room(ground, load, host, path, run), ...sharing(load, host, path, run)];
  });
  return broken.length > 0 ? broken : survival(fleet, ground, load, run);
}

function room(ground: Ground, load: Load, host: number, path: string, run: string): readonly Finding[] {
  const free = load.free(host);
  if (free.cpu >= 0 && free.memory >= 0) return [];
  const { cpu = 0, memory = 0 } = ground.hosts[host] ?? {};
  const over = [
    ...(free.cpu < 0 ? [`${cpu - free.cpu} virtual CPUs of ${cpu}`] : []),
    ...(free.memory < 0 ? [`${sized(memory - free.memory)} of memory of ${sized(memory)}`] : []),
  ];
  return [
    problem({
      rule: 'placement/room',
      path,
      message: 'must have room for its slots under the overcommit and beside its reserve',
      value: `promised ${over.join(' and ')}, to ${named(load.on(host))}`,
      advice: `${run}: it moves as few slots as it can. Or make the machines smaller.`,
    }),
  ];
}

function sharing(load: Load, host: number, path: string, run: string): readonly Finding[] {
  return byPool(load.on(host).filter(({ alone }) => alone))
    .filter((slots) => slots.length > 1)
    .map((slots) =>
      problem({
        rule: 'placement/spread',
        path,
        message: "must hold one slot of a pool whose spread is 'required'",
        value: `host of ${named(slots)}`,
        advice: `${run}: it moves all but one. Or set spread 'preferred' for the pool.`,
      }),
    );
}

function survival(
  { environment, survives }: Fleet,
  ground: Ground,
  load: Load,
  run: string,
): readonly Finding[] {
  const rescue = new Rescue(ground, load, new Budget(LOOKS));
  const loss = rescue.firstFatal();
  if (loss === undefined) return [];
  const lost = (rescue.losses[loss] ?? []).map((host) => ground.hosts[host]?.name).join(' and ');
  const [slot] = rescue.strandedBy(loss);
  return [
    problem({
      rule: 'placement/survives',
      path: `environments.${environment}.survives.hosts`,
      message: `must be kept: what is lost with ${survives?.hosts ?? 0} of the hosts fits on the rest`,
      value: rescue.gaveUp
        ? `not proven: were ${lost} lost, no plan for its slots was found within ${LOOKS} looks at a host`
        : `not: were ${lost} lost, ${slot?.id ?? 'one of its slots'} would fit nowhere`,
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
