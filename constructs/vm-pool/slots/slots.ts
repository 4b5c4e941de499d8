import { birthName, hostWideName } from '../names';
import type { NetworkSpec } from '../network';
import type { PoolSpec, SlotProps } from '../pool-spec';
import { macAddressOf } from './mac-address';
import { ADDRESS, ADDRESS6, addressOf, type PoolAddresses } from './slot-address';

/** What a slot is called and where it is found: a function of identity, pool, ranges, domain and the slot alone. */
export interface SlotIdentity {
  readonly key: string;
  /** The machine's name on its host and its host name. */
  readonly name: string;
  /** The name in the network's domain, where it has one. Making it resolve is for whoever runs the domain's DNS. */
  readonly fqdn?: string;
  /** Lower case, colons. */
  readonly mac: string;
  readonly address: string;
  /** Its IPv6 address, where the pool has a range of them; as RFC 5952 writes it. */
  readonly address6?: string;
}

/** What identities derive from. */
export type PoolIdentity = PoolAddresses & { readonly network?: Pick<NetworkSpec, 'domain'> };

/** The slots one by one: `2` → `[{ key: '0' }, { key: '1' }]`. */
export function slotList(slots: PoolSpec['slots']): readonly SlotProps[] {
  if (typeof slots !== 'number')
    return slots.map((slot) => (typeof slot === 'string' ? { key: slot } : slot));
  return Array.from({ length: slots }, (_, index) => ({ key: String(index) }));
}

/** The identities of a pool's slots, in the order given. The pool must pass {@link checkPool}. */
export function slotIdentities(spec: PoolIdentity & Pick<PoolSpec, 'slots'>): readonly SlotIdentity[] {
  return slotList(spec.slots).map((slot) => slotIdentity(spec, slot));
}

/** The identity of one slot. @throws RangeError when it has no IPv4 address: {@link checkPool} says why. */
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
  return hostWideName(pool.identity, birthName(pool), key);
}
