import { type Finding, problem } from '../core/findings';
import { locationIn } from '../core/json-file';
import { firstOf } from '../core/text';
import { checkFleet } from './check-fleet';
import { checkRules } from './check-rules';
import type { Fleet, FleetPool, FleetSlot } from './fleet';
import { emptyPlacement, type Placement } from './lock/placement';
import { slotId } from './slot-id';

/**
 * Proves that every slot of a fleet has a valid host, from its line in the placement or from the environment itself: a host
 * that is declared and not drained, with room for it, within its pool's spread and with the losses that must be survived.
 *
 * @param placement the content of the environment's placement file. @default nothing is placed
 * @param path the path of the placement file in messages.
 */
export function checkPlacement(
  fleet: Fleet,
  placement: Placement = emptyPlacement(fleet.environment),
  path = `environments/${fleet.environment}/placement.json`,
): readonly Finding[] {
  const file: File = { fleet, placement, path, run: `Run \`npx slipway place ${fleet.environment}\`` };
  const lines = [
    ...missing(file),
    ...disagreeing(file),
    ...undeclared(file),
    ...unusable(file),
    ...unpinned(file),
  ];
  const findings = [...checkFleet(fleet), ...lines];
  return findings.length > 0 ? findings : checkRules(fleet, withGivenHosts(fleet, placement), file.run);
}

interface File {
  readonly fleet: Fleet;
  readonly placement: Placement;
  readonly path: string;
  /** The advice if the file is out of date. */
  readonly run: string;
}

/** The placement with the hosts that the environment itself gives. */
export function withGivenHosts(fleet: Fleet, placement: Placement): Placement {
  const given = slotsOf(fleet).flatMap(({ id, host }) => (host === undefined ? [] : [[id, host] as const]));
  return { ...placement, slots: { ...placement.slots, ...Object.fromEntries(given) } };
}

function slotsOf({ pools }: Fleet): readonly (FleetSlot & { readonly id: string })[] {
  return pools.flatMap(({ name, slots }) => slots.map((slot) => ({ ...slot, id: slotId(name, slot.key) })));
}

function missing({ fleet, placement, path, run }: File): readonly Finding[] {
  const keysOf = ({ name, slots }: FleetPool) =>
    slots
      .filter(({ key, host }) => host === undefined && placement.slots[slotId(name, key)] === undefined)
      .map(({ key }) => key);
  return fleet.pools
    .map((pool) => ({ pool, keys: keysOf(pool) }))
    .filter(({ keys }) => keys.length > 0)
    .map(({ pool, keys }) =>
      problem({
        rule: 'placement/missing',
        path: `environments.${fleet.environment}.pools.${pool.name}.slots`,
        message: `must each have a host in ${path}`,
        value: `missing: ${firstOf(keys, MOST_KEYS)}`,
        advice: `${run}, and commit what it writes.`,
      }),
    );
}

/** Nobody reads thousands of keys, and the command knows them all. */
const MOST_KEYS = 20;

function disagreeing({ fleet, placement, path, run }: File): readonly Finding[] {
  return slotsOf(fleet)
    .filter(({ id, host }) => host !== undefined && (placement.slots[id] ?? host) !== host)
    .map(({ id, host }) =>
      problem({
        rule: 'placement/disagrees',
        path: locationIn(path, 'slots', id),
        message: `must be ${host}, as the environment says`,
        value: placement.slots[id],
        advice: `${run}: it moves the slot there. Or remove the host of the slot from the environment: then the slot stays.`,
      }),
    );
}

function undeclared({ fleet, placement, path, run }: File): readonly Finding[] {
  const declared = new Set(slotsOf(fleet).map(({ id }) => id));
  const placed = Object.entries(placement.slots).map(([id, host]) => ({ key: 'slots', id, host }));
  const pinned = Object.keys(placement.pins ?? {})
    .filter((id) => placement.slots[id] === undefined)
    .map((id) => ({ key: 'pins', id, host: undefined }));
  return [...placed, ...pinned]
    .filter(({ id }) => !declared.has(id))
    .map(({ key, id, host }) =>
      problem({
        rule: 'placement/undeclared',
        path: locationIn(path, key, id),
        message: `must be a slot that ${fleet.environment} declares`,
        value: host === undefined ? 'undeclared' : `undeclared, and still on ${host}`,
        advice:
          host === undefined
            ? `${run}: it forgets the image of the slot. Or declare the slot again.`
            : `${run}: it records the slot as removed. Or declare the slot again.`,
      }),
    );
}

/** If images are recorded, a line that a merge lost would have its machine replaced without a warning. */
function unpinned({ fleet, placement, path, run }: File): readonly Finding[] {
  const { slots, pins } = placement;
  if (pins === undefined) return [];
  const declared = new Set(slotsOf(fleet).map(({ id }) => id));
  return Object.keys(slots)
    .filter((id) => declared.has(id) && pins[id] === undefined)
    .map((id) =>
      problem({
        rule: 'placement/unpinned',
        path: locationIn(path, 'pins', id),
        message: 'must say which image the slot runs',
        value: 'missing',
        advice: `If the slot is deployed, restore its line from git. If it is not, ${run.charAt(0).toLowerCase()}${run.slice(1)}: it records the image of the pool.`,
      }),
    );
}

function unusable({ fleet, placement, path, run }: File): readonly Finding[] {
  return slotsOf(fleet).flatMap(({ id, host: given }) => {
    const name = placement.slots[id];
    const host = fleet.hosts.find((one) => one.name === name);
    if (given !== undefined || name === undefined || (host !== undefined && host.drained !== true)) return [];
    return [
      problem({
        rule: 'placement/host',
        path: locationIn(path, 'slots', id),
        message: 'must be a host that the environment declares and does not drain',
        value: host === undefined ? `${name}, which is not declared` : `${name}, which is drained`,
        advice: `${run}: it moves the slot, and shows where to.`,
      }),
    ];
  });
}
