import { type AddressRange, type Ipv4Range, parseAddressRange } from './address-range';
import { digestOf } from './digest';
import { formatIpv4, parseIpv4 } from './ipv4';
import { hostWideName } from './names';
import type { PoolSpec, SlotProps } from './pool-spec';

/** What a slot is called and where it is found: a function of identity, pool, range and the slot alone. */
export interface SlotIdentity {
  readonly key: string;
  /** The machine's name on its host and its host name. */
  readonly name: string;
  /** Lower case, colons. */
  readonly mac: string;
  readonly address: string;
}

/** What identities derive from. */
export type PoolIdentity = Pick<PoolSpec, 'identity' | 'pool' | 'addresses'>;

const INDEX = /^(0|[1-9][0-9]*)$/;

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

/** The identity of one slot. @throws RangeError when the pool's range is none: {@link checkPool} says why. */
export function slotIdentity(pool: PoolIdentity, slot: SlotProps): SlotIdentity {
  return {
    key: slot.key,
    name: hostWideName(pool.identity, pool.pool, slot.key),
    mac: macOf(pool, slot.key),
    address: slot.address ?? formatIpv4(derivedAddress(pool, slot.key)),
  };
}

export function isIndex(key: string): boolean {
  return INDEX.test(key);
}

/** 52:54:00 is the locally administered prefix that QEMU's machines have; the rest is the slot's own hash. */
function macOf({ identity, pool }: PoolIdentity, key: string): string {
  const [a = 0, b = 0, c = 0] = digestOf('mac', identity, pool, key);
  return ['52', '54', '00', ...[a, b, c].map((byte) => byte.toString(16).padStart(2, '0'))].join(':');
}

/** Names go to the upper half by hash, so that indexes, which grow from the start, meet them late. */
function derivedAddress({ identity, pool, addresses }: PoolIdentity, key: string): number {
  const { first, last } = rangeOf(addresses);
  if (isIndex(key)) return first + Number(key);
  const upper = first + Math.floor((last - first + 1) / 2);
  return upper + (digestOf('address', identity, pool, key).readUIntBE(0, 6) % (last - upper + 1));
}

function rangeOf(addresses: AddressRange): Ipv4Range {
  const range = parseAddressRange(addresses);
  if (range === undefined) throw new RangeError(`not an IPv4 range: ${JSON.stringify(addresses)}`);
  return range;
}

/** The slot's address as a number: undefined when it was given and is no address. */
export function addressOf(pool: PoolIdentity, slot: SlotProps): number | undefined {
  return slot.address === undefined ? derivedAddress(pool, slot.key) : parseIpv4(slot.address);
}
