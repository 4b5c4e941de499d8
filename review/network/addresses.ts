import { isEverywhere, LOOPBACK_RANGES, networkHolds, PRIVATE_RANGES } from '../../core/network';

/** Ranges that no router of the internet passes on. */
const PRIVATE = [...PRIVATE_RANGES.IPv4, ...PRIVATE_RANGES.IPv6, ...LOOPBACK_RANGES];

/** Whether every address of a network is private. A name, or what only Terraform knows, may be any. */
export function isPrivate(network: string): boolean {
  return PRIVATE.some((range) => networkHolds(range, network));
}

/** Whether a rule of a cloud or a network policy is about every address of a family. Azure writes `*`. */
export function isAnyAddress(network: string): boolean {
  return network === '*' || isEverywhere(network);
}
