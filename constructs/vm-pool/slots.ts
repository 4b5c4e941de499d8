import { digestOf } from './digest';
import { originalName, hostWideName } from './names';
import type { NetworkSpec } from './network';
import type { PoolSpec, SlotProps } from './pool-spec';
import { ADDRESS, ADDRESS6, addressOf, type PoolAddresses } from './slot-address';

/** A slot's names and addresses. They derive from identity, pool, ranges, domain and the slot, and from nothing else. */
export interface SlotIdentity {
  /** The slot's key. */
  readonly key: string;
  /** The machine's name on its host and its host name. */
  readonly name: string;
  /** Its name in the network's domain, if it has one. The domain's DNS must resolve it; Slipway does not. @default none */
  readonly fqdn?: string;
  /** Lower case, colons. */
  readonly mac: string;
  /** Its IPv4 address. */
  readonly address: string;
  /** Its IPv6 address as RFC 5952 writes it, if the pool has a range of them. @default none */
  readonly address6?: string;
}

/** What identities derive from. */
export type PoolIdentity = PoolAddresses & { readonly network?: Pick<NetworkSpec, 'domain'> };

/**
 * The slots of a pool, one by one.
 *
 * @example
 * slotList(2); // [{ key: '0' }, { key: '1' }]
 * slotList(['0', { key: 'db', address: '10.20.0.30' }]);
 */
export function slotList(slots: PoolSpec['slots']): readonly SlotProps[] {
  if (typeof slots !== 'number')
    return slots.map((slot) => (typeof slot === 'string' ? { key: slot } : slot));
  return Array.from({ length: slots }, (_, index) => ({ key: String(index) }));
}

/**
 * The identities of a pool's slots, in the order given. The pool must pass {@link checkPool}.
 *
 * @example
 * const [first] = slotIdentities({ identity: 'shop/prod', pool: 'nodes', addresses: '10.20.0.16/28', slots: 3 });
 */
export function slotIdentities(spec: PoolIdentity & Pick<PoolSpec, 'slots'>): readonly SlotIdentity[] {
  return slotList(spec.slots).map((slot) => slotIdentity(spec, slot));
}

/**
 * The identity of one slot.
 *
 * @throws RangeError when it has no IPv4 address: {@link checkPool} says why.
 * @example
 * const { name, mac, address } = slotIdentity({ identity: 'shop/prod', pool: 'nodes', addresses: '10.20.0.16/28' }, { key: '0' });
 */
export function slotIdentity(pool: PoolIdentity, slot: SlotProps): SlotIdentity {
  const name = machineName(pool, slot.key);
  const domain = pool.network?.domain;
  const address = addressOf(ADDRESS, pool, slot);
  const address6 = addressOf(ADDRESS6, pool, slot);
  if (address === undefined)
    throw new RangeError(`no IPv4 address for slot ${slot.key} of pool ${pool.pool}`);
  return {
    key: slot.key,
    name,
    ...(domain === undefined ? {} : { fqdn: `${name}.${domain}` }),
    mac: macAddressOf(pool, slot.key),
    address: ADDRESS.family.format(address),
    ...(address6 === undefined ? {} : { address6: ADDRESS6.family.format(address6) }),
  };
}

/** What the machine of a slot is called on its host. */
export function machineName(pool: PoolIdentity, key: string): string {
  return hostWideName(pool.identity, originalName(pool), key);
}

/**
 * The MAC address of a slot: the prefix 52:54:00, which QEMU uses for its machines, then three bytes of the hash of identity,
 * pool and slot. A pool keeps its addresses when it is renamed.
 */
export function macAddressOf(pool: Pick<PoolSpec, 'identity' | 'pool' | 'formerly'>, key: string): string {
  const [a = 0, b = 0, c = 0] = digestOf('mac', pool.identity, originalName(pool), key);
  return ['52', '54', '00', ...[a, b, c].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}
