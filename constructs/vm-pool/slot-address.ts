import { digestOf } from './digest';
import { originalName } from './names';
import { type AddressRange, type IpFamily, IPV4, IPV6, parseAddressRange } from '../../core/network';
import type { PoolSpec, SlotProps } from './pool-spec';

/** What a slot's addresses derive from. */
export type PoolAddresses = Pick<PoolSpec, 'identity' | 'pool' | 'formerly' | 'addresses' | 'addresses6'>;

/** One of the addresses that a slot may have. */
export interface AddressKind {
  readonly family: IpFamily;
  /** What the pool calls its range, and the slot its own address. */
  readonly props: { readonly range: 'addresses' | 'addresses6'; readonly own: 'address' | 'address6' };
  /** How many bytes of its hash spread the addresses of names over half of any range. */
  readonly hashBytes: number;
}

export const ADDRESS: AddressKind = {
  family: IPV4,
  props: { range: 'addresses', own: 'address' },
  hashBytes: 6,
};

export const ADDRESS6: AddressKind = {
  family: IPV6,
  props: { range: 'addresses6', own: 'address6' },
  hashBytes: 16,
};

const INDEX = /^(0|[1-9][0-9]*)$/;

export function isIndex(key: string): boolean {
  return INDEX.test(key);
}

/** The slot's address as a number: its own, or the one that derives; undefined where it has no valid one. */
export function addressOf(kind: AddressKind, pool: PoolAddresses, slot: SlotProps): bigint | undefined {
  const own = slot[kind.props.own];
  if (own !== undefined) return kind.family.parse(own);
  const range = pool[kind.props.range];
  return range === undefined ? undefined : derived(kind, pool, range, slot.key);
}

/** Names go to the upper half by hash, so that indexes, which grow from the start, meet them late. */
function derived(
  { family, props, hashBytes }: AddressKind,
  pool: PoolAddresses,
  addresses: AddressRange,
  key: string,
): bigint | undefined {
  const range = parseAddressRange(family, addresses);
  if (range === undefined) return undefined;
  const { first, last } = range;
  if (isIndex(key)) return first + BigInt(key);
  const upper = first + (last - first + 1n) / 2n;
  const hash = digestOf(props.own, pool.identity, originalName(pool), key).toString('hex', 0, hashBytes);
  return upper + (BigInt(`0x${hash}`) % (last - upper + 1n));
}
