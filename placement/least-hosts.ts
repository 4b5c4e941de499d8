import type { Fleet } from './fleet';
import { emptyPlacement } from './lock/placement';
import { leastHosts as leastOf } from './packing/bounds';
import { packingProblem } from './packing/problem';

/**
 * How many of its hosts a fleet needs at least, whatever the placement: by counting cores, memory, and how often each machine
 * fits on a host. Hosts that must stand by for a loss (`survives`) are included. A placement may need more, since what is left
 * on two hosts is not room for one machine.
 *
 * @returns nothing, if it is proven that not even all of its hosts would do
 * @example
 * const fleet: Fleet = {
 *   environment: 'prod',
 *   hosts: [1, 2, 3].map((rack) => ({ name: `rack${rack}`, cores: 32, memory: Size.gibibytes(256) })),
 *   pools: [{ name: 'nodes', cpu: 8, memory: Size.gibibytes(32), slots: [{ key: '0' }, { key: '1' }] }],
 *   survives: { hosts: 1 },
 * };
 * leastHosts(fleet); // 2: one that runs both, and one that stands by
 */
export function leastHosts(fleet: Fleet): number | undefined {
  const { slots, hosts, lost } = packingProblem(fleet, emptyPlacement(fleet.environment));
  return leastOf(slots, hosts, lost);
}
