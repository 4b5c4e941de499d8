/** A run of addresses as numbers, both ends included. */
export interface IpRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** A block of addresses, with the length of its prefix. */
export interface IpBlock extends IpRange {
  readonly prefix: number;
}

const CIDR = /^([^/]+)\/(0|[1-9][0-9]{0,2})$/;

/**
 * The block, or undefined unless it is an address and a prefix length with no host bits set.
 *
 * @param bits how many an address has
 */
export function parseBlock(
  text: string,
  bits: number,
  parseAddress: (text: string) => bigint | undefined,
): IpBlock | undefined {
  const [, base = '', length = ''] = CIDR.exec(text) ?? [];
  const first = parseAddress(base);
  const prefix = Number(length);
  if (first === undefined || prefix > bits) return undefined;
  const size = 2n ** BigInt(bits - prefix);
  return first % size === 0n ? { first, last: first + size - 1n, prefix } : undefined;
}
