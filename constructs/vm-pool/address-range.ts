import { formatIpv4, parseCidr, parseIpv4 } from './ipv4';

/** A run of IPv4 addresses: a CIDR block, all of whose addresses count, or its first and its last address. */
export type AddressRange = string | { readonly from: string; readonly to: string };

/** A run of addresses as numbers, both ends included. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** The range, or undefined when an end is no strict IPv4 address or the ends are the wrong way round. */
export function parseAddressRange(range: AddressRange): Ipv4Range | undefined {
  if (typeof range === 'string') {
    const block = parseCidr(range);
    return block && { first: block.network, last: block.broadcast };
  }
  const first = parseIpv4(range.from);
  const last = parseIpv4(range.to);
  return first === undefined || last === undefined || first > last ? undefined : { first, last };
}

export function renderRange({ first, last }: Ipv4Range): string {
  return `${formatIpv4(first)} to ${formatIpv4(last)}`;
}

export function holds(range: Ipv4Range, address: number): boolean {
  return address >= range.first && address <= range.last;
}
