import { digestOf } from '../digest';
import { birthName } from '../names';
import type { PoolSpec } from '../pool-spec';

/**
 * The MAC address of a slot: the prefix 52:54:00, which QEMU uses for its machines, then three bytes of the hash of identity,
 * pool and slot. A pool keeps its addresses when it is renamed.
 */
export function macAddressOf(pool: Pick<PoolSpec, 'identity' | 'pool' | 'formerly'>, key: string): string {
  const [a = 0, b = 0, c = 0] = digestOf('mac', pool.identity, birthName(pool), key);
  return ['52', '54', '00', ...[a, b, c].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
