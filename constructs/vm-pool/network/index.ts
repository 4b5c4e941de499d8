export { type AddressRange, holds, parseAddressRange, renderRange } from './address-range';
export { checkNetwork } from './check-network';
export { blocksMeet, type IpFamily, IPV4, IPV6 } from './ip-family';
export type { IpBlock, IpRange } from './ip-range';
export {
  attachedTo,
  birthNetworkName,
  type BridgedNetwork,
  bridged,
  type BridgedProps,
  type ExistingNetwork,
  existingNetwork,
  type ExistingNetworkProps,
  formerNetworkNames,
  gateway6Of,
  gatewayOf,
  isMadeNetwork,
  isPrivateToHost,
  type MadeNetwork,
  nameServersOf,
  nat,
  type NatNetwork,
  type NatProps,
  type NetworkSpec,
  type OpenNetwork,
  openNetwork,
  routed,
  type RoutedNetwork,
  segmentOf,
} from './network-spec';
