import type { IpFamily } from './ip-family';
import type { IpRange } from './ip-range';

/** A run of addresses: a CIDR block, all of whose addresses count, or its first and its last address. */
export type AddressRange = string | { readonly from: string; readonly to: string };

/** The range, or undefined when an end is no strict address of the family or the ends are the wrong way round. */
export function parseAddressRange(family: IpFamily, range: AddressRange): IpRange | undefined {
  if (typeof range === 'string') return family.parseBlock(range);
  const first = family.parse(range.from);
  const last = family.parse(range.to);
  return first === undefined || last === undefined || first > last ? undefined : { first, last };
}

export function renderRange({ format }: IpFamily, { first, last }: IpRange): string {
  return `${format(first)} to ${format(last)}`;
}

export function holds(range: IpRange, address: bigint): boolean {
  return address >= range.first && address <= range.last;
}
