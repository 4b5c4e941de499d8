export { type AddressRange, blocksMeet, rangeHolds } from '../../core/network';
export {
  addressesShape,
  cloudInitShape,
  diskShape,
  formerShape,
  machineImageShape,
  networkShape,
} from './machine-shapes';
export {
  attachedTo,
  bridged,
  type BridgedNetwork,
  type BridgedProps,
  checkNetwork,
  type ExistingNetwork,
  existingNetwork,
  type ExistingNetworkProps,
  isMadeNetwork,
  gateway6Of,
  gatewayOf,
  isPrivateToHost,
  type MadeNetwork,
  nat,
  type NatNetwork,
  type NatProps,
  nameServersOf,
  type NetworkSpec,
  type OpenNetwork,
  openNetwork,
  routed,
  type RoutedNetwork,
  segmentOf,
} from './network';
export { checkPool } from './check-pool';
export { type DeclaredDisk, declaredDisks } from './data-disks';
export {
  type CloudConfigValue,
  type CloudInit,
  type CloudInitFile,
  type CloudInitMount,
  type CloudInitUser,
  firstBootMarker,
} from './cloud-init';
export { checkHypervisor, type HypervisorKind, type HypervisorTarget } from './hypervisor-drivers';
export { libvirtHost, type LibvirtHost } from './libvirt';
export { type MachineImage, machineImage, type MachineImageProps } from './machine-image';
export { MachineNetwork, type MachineNetworkProps } from './machine-network';
export { isLibvirtName } from './names';
export type { DiskProps, PoolSpec, Retirement, SlotProps } from './pool-spec';
export { type ProxmoxId, proxmoxIds, type ProxmoxNode, proxmoxNode, type ProxmoxNodeProps } from './proxmox';
export { type PoolIdentity, slotIdentities, slotIdentity, type SlotIdentity, slotList } from './slots';
export { type Slot, VmPool, type VmPoolProps } from './vm-pool';
