export type { AddressRange } from './address-range';
export { checkPool } from './check-pool';
export type { CloudConfigValue, CloudInit, CloudInitFile, CloudInitMount, CloudInitUser } from './cloud-init';
export { parseCidr } from './ipv4';
export { type MachineImage, machineImage, type MachineImageProps } from './machine-image';
export { MachineNetwork, type MachineNetworkProps } from './machine-network';
export {
  type BridgedNetwork,
  bridged,
  type BridgedProps,
  checkNetwork,
  nat,
  type NatNetwork,
  type NatProps,
  type NetworkSpec,
} from './network-spec';
export type { DiskProps, PoolSpec, SlotProps } from './pool-spec';
export { type PoolIdentity, slotIdentities, slotIdentity, type SlotIdentity, slotList } from './slots';
export { type Slot, VmPool, type VmPoolProps } from './vm-pool';
