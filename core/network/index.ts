export { isEverywhere, isNetwork, networkHolds, networkOfAddress } from './cidr';
export {
  type AddressRange,
  blocksMeet,
  holds,
  type IpFamily,
  IPV4,
  IPV6,
  isAddress,
  parseAddressRange,
  rangeHolds,
  renderRange,
} from './ip-family';
export type { IpBlock, IpRange } from './ip-range';
export { LOOPBACK_RANGES, nobodysBlock, nobodysNetwork, PRIVATE_RANGES } from './private-ranges';
