import { type IpBlock, type IpRange, parseBlock } from './ip-range';
import { formatIpv4, parseIpv4 } from './ipv4';
import { formatIpv6, parseIpv6 } from './ipv6';

/** What differs between the two kinds of addresses. */
export interface IpFamily {
  readonly name: 'IPv4' | 'IPv6';
  /** The address as a number, or undefined unless the text is an address in the strict sense. */
  readonly parse: (text: string) => bigint | undefined;
  /** The one way in which Slipway writes an address. */
  readonly format: (address: bigint) => string;
  /** The block of a CIDR, or undefined unless it is a block with no host bits set. */
  readonly parseBlock: (text: string) => IpBlock | undefined;
}

export const IPV4: IpFamily = {
  name: 'IPv4',
  parse: parseIpv4,
  format: formatIpv4,
  parseBlock: (text) => parseBlock(text, 32, parseIpv4),
};

export const IPV6: IpFamily = {
  name: 'IPv6',
  parse: parseIpv6,
  format: formatIpv6,
  parseBlock: (text) => parseBlock(text, 128, parseIpv6),
};

/** Whether the text is an address of either kind. */
export function isAddress(text: string): boolean {
  return parseIpv4(text) !== undefined || parseIpv6(text) !== undefined;
}

/**
 * Whether two CIDR blocks have an address in common. False where one of them is not a block.
 *
 * @example
 * blocksMeet('10.20.0.0/16', '10.20.4.0/24'); // true
 */
export function blocksMeet(a: string, b: string): boolean {
  return [IPV4, IPV6].some(({ parseBlock }) => {
    const [one, other] = [parseBlock(a), parseBlock(b)];
    return one !== undefined && other !== undefined && one.first <= other.last && other.first <= one.last;
  });
}

/**
 * Whether an address is in a range. False where one of them is not an address, such as the name of a host.
 *
 * @example
 * rangeHolds('10.20.0.16/28', '10.20.0.17'); // true
 */
export function rangeHolds(range: AddressRange, address: string): boolean {
  return [IPV4, IPV6].some((family) => {
    const [addresses, one] = [parseAddressRange(family, range), family.parse(address)];
    return addresses !== undefined && one !== undefined && holds(addresses, one);
  });
}

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
