/** Slipway's public API. What is not exported here may change at any time. */

export type { BlueprintInput as Composition } from './blueprint';
export * from './cli';
export * from './constructs/image-build';
export * from './constructs/managed-secret';
export * from './constructs/namespace';
export * from './constructs/quantities';
export * from './constructs/terraform';
export * from './constructs/vm-pool';
export * from './constructs/workload';
export * from './findings';
export {
  aks,
  type BuildProps,
  type Cluster,
  type ClusterIngress,
  type ClusterProvides,
  eks,
  type DeclaredEnvironment,
  type EnvironmentProps,
  existing,
  existingSecret,
  gke,
  httpState,
  type HostProps,
  type Hypervisor,
  image,
  type Image,
  type ImageProps,
  kubeconfig,
  kubernetesState,
  libvirt,
  type LibvirtProps,
  localState,
  managedSecret,
  type Overcommit,
  type PoolProps,
  postgresState,
  project,
  Project,
  type ProjectProps,
  proxmox,
  type ProxmoxProps,
  s3State,
  type SecretSource,
  service,
  Service,
  type ServicePort,
  type ServiceProps,
  type ServiceSettings,
  type SlotPlace,
  type State,
} from './model';
export {
  checkPlacement,
  type Fleet,
  place,
  type Placement,
  Placements,
  readPlacements,
  renderPlacement,
} from './placement';
export * from './promotion';
export { LibvirtProvider } from './providers/libvirt/provider';
export { ProxmoxProvider } from './providers/proxmox/provider';
export type * from './record';
export * from './stacks';
