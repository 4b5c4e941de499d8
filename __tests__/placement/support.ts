import { Size } from '../../constructs/quantities';
import { machineImage } from '../../constructs/vm-pool';
import {
  checkPlacement,
  type Fleet,
  type FleetHost,
  place,
  type Placement,
  type FleetPool,
} from '../../placement';

export const ENVIRONMENT = 'prod';

/** The usual work, in checks of a slot against a host: effort is counted in it. */
export const USUAL_CHECKS = 12_000_000;

export const debian = machineImage({
  name: 'debian-12',
  source: 'https://images.example.com/debian-12.qcow2',
  digest: `sha256:${'a'.repeat(64)}`,
  architecture: 'amd64',
});

export function hostOf(name: string, fields: Partial<FleetHost> = {}): FleetHost {
  return { name, cores: 8, memory: Size.gibibytes(32), ...fields };
}

/** So many like hosts, `h0` and on, in so many failure domains. */
export function likeHosts(
  count: number,
  domains = count,
  fields: Partial<FleetHost> = {},
): readonly FleetHost[] {
  return Array.from({ length: count }, (_, index) =>
    hostOf(`h${index}`, { failureDomain: `rack${index % domains}`, ...fields }),
  );
}

/** A pool of slots `0` and on, unless keys are given; each takes a quarter of a host. */
export function poolOf(
  name: string,
  slots: number | readonly string[],
  fields: Partial<FleetPool> = {},
): FleetPool {
  const keys = typeof slots === 'number' ? Array.from({ length: slots }, (_, index) => String(index)) : slots;
  return { name, cpu: 2, memory: Size.gibibytes(8), slots: keys.map((key) => ({ key })), ...fields };
}

export function fleetOf(fields: Partial<Fleet> = {}): Fleet {
  return { environment: ENVIRONMENT, hosts: likeHosts(2), pools: [poolOf('nodes', 2)], ...fields };
}

export function placementOf(slots: Placement['slots'], removed: Placement['removed'] = {}): Placement {
  return { environment: ENVIRONMENT, slots, removed };
}

/** What a placement that must succeed comes to. */
export function placed(...args: Parameters<typeof place>) {
  const result = place(...args);
  if (result.placement === undefined) throw new Error(JSON.stringify(result.findings, undefined, 2));
  expect(checkPlacement(args[0], result.placement)).toEqual([]);
  return result;
}

/** What is told of a placement that must fail. */
export function refused(...args: Parameters<typeof place>) {
  const { placement, findings } = place(...args);
  expect(placement).toBeUndefined();
  return findings;
}

/** How many of a pool's slots are on each host, or in what the host stands for. */
export function countOn(
  { slots }: Placement,
  pool: string,
  of: (host: string) => string = (host) => host,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [slot, host] of Object.entries(slots))
    if (slot.startsWith(`${pool}/`)) counts[of(host)] = (counts[of(host)] ?? 0) + 1;
  return counts;
}
