export {
  aks,
  type Cluster,
  type ClusterConnection,
  type ClusterIngress,
  type ClusterProvides,
  type Monitoring,
  eks,
  existing,
  type ExistingCluster,
  gke,
  type JoinProps,
  joins,
  kubeconfig,
} from './cluster';
export { credentialCommand, type ManagedCluster } from './credential-program';
export type {
  AfterSeveral,
  DeclaredEnvironment,
  Environment,
  EnvironmentProps,
  Pool,
  PoolProps,
  SlotPlace,
} from './environment';
export { mayBeDown, mostDown, type PoolLimits, poolLimits } from './pool-limits';
export {
  type Hypervisor,
  libvirt,
  type LibvirtHypervisor,
  type LibvirtProps,
  proxmox,
  type ProxmoxProps,
  targetOf,
} from './hypervisor';
export {
  type LibvirtConnection,
  qemuSsh,
  type QemuSshProps,
  type UnverifiedHost,
  unverifiedHost,
} from './libvirt-connection';
export { type LibvirtTransport, type LibvirtUri, parseLibvirtUri, sshJumpHost } from './libvirt-uri';
export {
  ForeignProject,
  type ForeignProjectOptions,
  inProject,
  ProjectPods,
  ProjectService,
} from './foreign-project';
export {
  image,
  type Image,
  type ImageProps,
  prebuilt,
  type PrebuiltImage,
  type PrebuiltOptions,
} from './image';
export { builtAs, type BuiltService, builtServices, repositoryOf, runnersOf } from './image-build';
export type { ExtendedStack, Extension } from './extension';
export { Job, job, type JobProps, onDemandWorkloadOf } from './job';
export type { JobPods } from './job-pods';
export { all, any, environmentsBefore } from './after';
export { absent, type Absent, type NotRun, type Replaced, replacedBy, runsIn } from './not-run';
export { CronJob, cronJob, type CronJobProps, scheduledWorkloadOf } from './cron-job';
export { imagesOf, prebuiltOf } from './images-of';
export { allPullSecrets } from './pull-secrets';
export { type SelectedImage, selectedImage, selectedOf } from './selected-image';
export { type BuildProps, project, Project, type ProjectProps } from './project';
export { type ImportableKind, importedObject } from './imports';
export { type PortReference, ref, ServiceReference } from './reference';
export { secretRevisions } from './secret-revisions';
export { neededSecretKeys, secretKeys } from './secret-keys';
export { existingSecret, managedSecret, type SecretSource } from './secret-source';
export {
  service,
  Service,
  type ServiceImage,
  type ServiceContainer,
  type ServicePort,
  type ServiceTarget,
  type ServiceProps,
  type SharedImage,
} from './service';
export { type ServiceSettings } from './service-settings';
export { checkConnection } from './check-connection';
export { type Backend, backendOf } from './backend';
export {
  ANSWER_WITHIN,
  type Check,
  COMMAND_WITHIN,
  commandCheck,
  type CommandCheck,
  httpCheck,
  type HttpCheck,
  podCheck,
  type PodCheck,
  prometheusCheck,
  type PrometheusCheck,
} from './check';
export { boundsOf, checkWords, podRequest, shownAddress } from './check-words';
export { publicAddress } from './public-port';
export { httpState, kubernetesState, localState, postgresState, s3State, type State } from './state';
export { capacityOn, promisedOn } from './host';
export {
  baseStack,
  clusterTokenVariable,
  hypervisorsOf,
  identityOf,
  IMAGES_STACK,
  machinesStack,
  manifestsStack,
  namespaceOf,
  servicesStack,
} from './names';
export { declaredSlots, poolSpecOf, retiredOn, slotsOn } from './pool';
export { cloudInitOn } from './joining';
export { sharedMetadata } from './metadata';
export { podSecurityOf } from './pod-security';
export {
  type ImageIn,
  isOnEveryNode,
  jobEnvOf,
  replicasOf,
  type RolloutOf,
  settingsOf,
  storedOf,
  workloadOf,
} from './workload';
export {
  type ResolvedComposition,
  resolveComposition,
  type Composition,
  type PlannedImage,
} from './composition';
export { fleetOf } from './fleet-of';
export { placed } from './placed';
export { checkComposition } from './rules/check-composition';
export { checkHosts } from './rules/check-hosts';
export { checkEnvironmentName, checkName } from './rules/names';
export { stageAfter, pipelineOf } from './pipeline';
export { checkShape } from './shape';
export { nodePlatforms } from './machine-platforms';
