export { checkPods } from './check-callers';
export { networks as checkNetworks } from './check-networks';
export { checkWorkload } from './check-workload';
export { CAPABILITIES, type Capability } from './capability';
export {
  addCapabilities,
  type AddedCapabilities,
  type HostNetwork,
  type HostPid,
  type HostPort,
  onHostNetwork,
  onHostPort,
  type Privileged,
  runsAsRoot,
  type RunsAsRoot,
  runsPrivileged,
  seesHostProcesses,
  writableRoot,
  type WritableRoot,
} from './exemption';
export { exemptionsOf, podSecurityLevel } from './exemptions';
export {
  type FieldReference,
  isField,
  podField,
  type PodFieldPath,
  resourceField,
  RESOURCE_FIELDS,
  type ResourceFieldPath,
  unitsOf,
} from './field-reference';
export {
  binaryFile,
  type BinaryFile,
  configMapKey,
  type ConfigMapKey,
  file,
  type FileContent,
  type FileOptions,
  type TextFile,
} from './file';
export {
  existingClaim,
  serviceAccountToken,
  type ServiceAccountToken,
  type ExistingClaim,
  type ExistingClaimOptions,
  existingConfigMap,
  hostPath,
  type HostPath,
  type HostPathOptions,
  type HostPathType,
  type Mount,
  type MountPropagation,
  type Whole,
  type WholeOptions,
  wholeSecret,
} from './mount';
export { mountName } from './mount-names';
export { faultOfMountPath, isWithin } from './mount-path';
export { SAFE_SYSCTLS } from './check-sysctls';
export { dnsName, type Endpoint } from './endpoint';
export {
  type ApiServer,
  apiServer,
  type ApiServerEgress,
  cidr,
  type Egress,
  internet,
  type InternetEgress,
  type NetworkEgress,
} from './egress';
export {
  type Clients,
  type Cloud,
  everyone,
  type Everyone,
  type Exposure,
  type LoadBalancer,
  loadBalancer,
  type NodePort,
  nodeNumbersOf,
  nodePort,
} from './exposure';
export { external, ExternalEndpoint } from './external-endpoint';
export { ForeignNamespace, ForeignService, type ForeignServiceOptions, inNamespace } from './foreign-service';
export {
  type AddressPart,
  type Interpolated,
  interpolate,
  NamedPorts,
  OnePort,
  targetsIn,
  type UrlOptions,
  variable,
  type VariablePart,
  withTargets,
} from './interpolated';
export { type PortNumber, sctp, type SctpPort, udp, type UdpPort } from './port-number';
export { type EnvValue, type Target } from './target';
export { apiServerPlace, controllerPlace, envValue, outsideTargets, publicPort } from './shapes';
export { podRequests, type PodRequests } from './pod-requests';
export { type PortSpec, type Protocol, PROTOCOLS, resolvePort, resolvePorts, takesHostPort } from './port';
export {
  exec,
  type ExecProbe,
  grpc,
  type GrpcProbe,
  type GrpcProbeOptions,
  httpGet,
  type HttpGetProbe,
  type HttpProbeOptions,
  https,
  noProbe,
  type NoProbe,
  type Probe,
  type ProbeOptions,
  tcp,
  type TcpProbe,
} from './probe';
export { type PreStop, sleep, type Sleep } from './pre-stop';
export type { Scratch, ScratchFolder } from './scratch';
export {
  type Autoscaling,
  externalMetric,
  type ExternalMetric,
  isAutoscaled,
  isFixed,
  leastReplicas,
  managedElsewhere,
  type ManagedElsewhere,
  mostReplicas,
  podsMetric,
  type PodsMetric,
  readsPodMetrics,
  type Replicas,
  type ScalingMetric,
  type ScalingPolicy,
  type ScalingRules,
} from './replicas';
export {
  type Amount,
  type DisruptionBudget,
  budgetOf,
  podsInRollout,
  type RollingUpdate,
  type Rollout,
} from './rollout';
export {
  type Affinity,
  keptApartBy,
  type NodeRequirement,
  type PodAffinityTerms,
  type PodTerm,
  type TaintEffect,
  type Toleration,
  type Tolerations,
  type TopologySpread,
} from './scheduling';
export type { IpFamilies } from './shapes';
export type { Metrics } from './metrics';
export {
  type Caller,
  caller,
  type CallerNetwork,
  type Callers,
  type ForeignPods,
  fromNetwork,
} from './callers';
export { selectorOf } from './resources/context';
export { headlessName } from './resources/service';
export type { WorkloadKind } from './kind';
export { tls as tlsShape } from './shapes';
export {
  checkOnDemandWorkload,
  checkRun,
  checkSchedule,
  checkScheduledWorkload,
} from './check-scheduled-workload';
export { OnDemandWorkload, type OnDemandWorkloadProps } from './on-demand-workload';
export {
  asWorkload,
  type Concurrency,
  NOT_SCHEDULED,
  type OnDemandWorkloadSpec,
  resolveSchedule,
  RUN_OPTIONS,
  type RunSpec,
  SCHEDULE_OPTIONS,
  type ScheduledWorkloadSpec,
  type ScheduleSpec,
} from './scheduled-spec';
export { ScheduledWorkload, type ScheduledWorkloadProps } from './scheduled-workload';
export {
  type ClusterRight,
  existingServiceAccount,
  type ExistingServiceAccount,
  isExisting,
  type Right,
  type ServiceAccount,
} from './service-account';
export { type SecretKey, secretKey, type SecretKeyOptions } from './secret-key';
export {
  certManager,
  type CertManager,
  existingCertificate,
  type ExistingCertificate,
  plainHttp,
  type PlainHttp,
  type Tls,
} from './tls';
export { ACCESS_MODES, type AccessMode, type Volume } from './volume';
export { VolumeClaims, type VolumeClaimsProps } from './volume-claims';
export {
  type ControllerPlace,
  domainsOf,
  type IngressController,
  type IngressSpec,
  type PublicPort,
  routesOf,
  isPattern,
  readsPatterns,
} from './ingress';
export {
  INIT_CONTAINER_OPTIONS,
  type InitContainer,
  type Sidecar,
  SIDECAR_OPTIONS,
} from './container-options';
export { resolve, WORKLOAD_OPTIONS, type WorkloadSpec } from './workload-spec';
export { Workload, type WorkloadProps } from './workload';
