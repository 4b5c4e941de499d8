/** Slipway's public API. What is not exported here may change at any time. */

export type { Composition } from './model';
export { reportProblems } from './cli';
export {
  clusterNode,
  type ClusterNodeProps,
  NODE,
  type NodeRegistry,
  type NodeTaint,
} from './constructs/cluster-node';
export * from './constructs/image-build';
export * from './constructs/managed-secret';
export * from './constructs/namespace';
export * from './constructs/quantities';
export * from './constructs/terraform';
export * from './constructs/vm-pool';
export {
  type Autoscaling,
  certManager,
  type CertManager,
  checkWorkload,
  dnsName,
  type Endpoint,
  exec,
  type ExecProbe,
  existingCertificate,
  type ExistingCertificate,
  external,
  type ExternalEndpoint,
  httpGet,
  type HttpGetProbe,
  type IngressSpec,
  isAutoscaled,
  mostReplicas,
  noProbe,
  type NoProbe,
  plainHttp,
  type PlainHttp,
  type Probe,
  type ProbeOptions,
  type Replicas,
  secretKey,
  type SecretKey,
  tcp,
  type TcpProbe,
  type Tls,
  type Volume,
  VolumeClaims,
  type VolumeClaimsProps,
  Workload,
  type WorkloadProps,
  type WorkloadSpec,
} from './constructs/workload';
export * from './core/findings';
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
  type ExistingCluster,
  existingSecret,
  gke,
  httpState,
  type Hypervisor,
  image,
  type Image,
  type ImageProps,
  type JoinProps,
  joins,
  kubeconfig,
  kubernetesState,
  libvirt,
  type LibvirtConnection,
  type LibvirtProps,
  localState,
  managedSecret,
  type PoolProps,
  postgresState,
  project,
  Project,
  type ProjectProps,
  proxmox,
  type ProxmoxProps,
  qemuSsh,
  type QemuSshProps,
  s3State,
  type SecretSource,
  service,
  Service,
  type ServicePort,
  type ServiceProps,
  type ServiceSettings,
  type SlotPlace,
  type State,
  type UnverifiedHost,
  unverifiedHost,
} from './model';
export {
  checkPlacement,
  type Fleet,
  type HostProps,
  type Overcommit,
  place,
  type Placement,
  Placements,
  readPlacements,
  renderPlacement,
} from './placement';
export * from './promotion';
export { LibvirtProvider } from './constructs/providers/libvirt/provider';
export { ProxmoxProvider } from './constructs/providers/proxmox/provider';
export type * from './core/record';
export {
  containersOf,
  type EnvironmentPolicy,
  type EnvironmentView,
  type NonCompliance,
  type Policy,
  type PolicyException,
  type PolicySeverity,
  type PolicyVerdict,
  type ProjectPolicy,
  type ResourcePolicy,
} from './review';
export * from './stacks';
