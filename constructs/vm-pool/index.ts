export type { AddressRange } from './network';
export { checkNetwork } from './network';
export { checkPool } from './check-pool';
export { type DeclaredDisk, declaredDisks } from './data-disks';
export { firstBootMarker } from './cloud-init';
export type { CloudConfigValue, CloudInit, CloudInitFile, CloudInitMount, CloudInitUser } from './cloud-init';
export { blocksMeet } from './network';
export { checkHypervisor, type HypervisorKind, type HypervisorTarget } from './hypervisor-drivers';
export { libvirtHost, type LibvirtHost } from './libvirt';
export { type MachineImage, machineImage, type MachineImageProps } from './machine-image';
export { MachineNetwork, type MachineNetworkProps } from './machine-network';
export {
  attachedTo,
  type BridgedNetwork,
  bridged,
  type BridgedProps,
  type ExistingNetwork,
  existingNetwork,
  type ExistingNetworkProps,
  isMadeNetwork,
  isPrivateToHost,
  type MadeNetwork,
  nat,
  type NatNetwork,
  type NatProps,
  type NetworkSpec,
  type OpenNetwork,
  openNetwork,
  routed,
  type RoutedNetwork,
  segmentOf,
} from './network';
export type { DiskProps, PoolSpec, Retirement, SlotProps } from './pool-spec';
export { type ProxmoxId, proxmoxIds, type ProxmoxNode, proxmoxNode, type ProxmoxNodeProps } from './proxmox';
export { type PoolIdentity, slotIdentities, slotIdentity, type SlotIdentity, slotList } from './slots';
export { type Slot, VmPool, type VmPoolProps } from './vm-pool';
