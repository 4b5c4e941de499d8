/** A run of addresses as numbers, both ends included. */
export interface IpRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** A block of addresses, with the length of its prefix. */
export interface IpBlock extends IpRange {
  readonly prefix: number;
}
