import { createRequire } from 'node:module';
import { choose } from '../choose';
import type * as own from './own';

export type {
  ClusterRoleBindingV1,
  ClusterRoleV1,
  ConfigMapV1,
  CronJobV1,
  DaemonSetV1,
  DeploymentV1,
  DeploymentV1SpecTemplate,
  DeploymentV1SpecTemplateSpec,
  DeploymentV1SpecTemplateSpecAffinity,
  DeploymentV1SpecTemplateSpecContainer,
  DeploymentV1SpecTemplateSpecContainerEnv,
  DeploymentV1SpecTemplateSpecContainerVolumeMount,
  DeploymentV1SpecTemplateSpecVolume,
  HorizontalPodAutoscalerV2,
  HorizontalPodAutoscalerV2SpecMetric,
  IngressV1,
  KubernetesProvider,
  KubernetesProviderConfig,
  NamespaceV1,
  NetworkPolicyV1,
  NetworkPolicyV1Spec,
  PersistentVolumeClaimV1,
  PodDisruptionBudgetV1,
  RoleBindingV1,
  RoleV1,
  SecretV1,
  ServiceAccountV1,
  ServiceV1,
  ServiceV1Spec,
  StatefulSetV1,
  StatefulSetV1SpecVolumeClaimTemplate,
} from './own';

/** The classes of the kubernetes provider that Slipway uses. */
type Kubernetes = Pick<
  typeof own,
  | 'ClusterRoleBindingV1'
  | 'ClusterRoleV1'
  | 'ConfigMapV1'
  | 'CronJobV1'
  | 'DaemonSetV1'
  | 'DeploymentV1'
  | 'HorizontalPodAutoscalerV2'
  | 'IngressV1'
  | 'KubernetesProvider'
  | 'NamespaceV1'
  | 'NetworkPolicyV1'
  | 'PersistentVolumeClaimV1'
  | 'PodDisruptionBudgetV1'
  | 'RoleBindingV1'
  | 'RoleV1'
  | 'SecretV1'
  | 'ServiceAccountV1'
  | 'ServiceV1'
  | 'StatefulSetV1'
>;

const load = createRequire(__filename);

export const kubernetes = choose<Kubernetes>(
  '@cdktf/provider-kubernetes',
  {
    ClusterRoleBindingV1: 'cluster-role-binding-v1',
    ClusterRoleV1: 'cluster-role-v1',
    ConfigMapV1: 'config-map-v1',
    CronJobV1: 'cron-job-v1',
    DaemonSetV1: 'daemon-set-v1',
    DeploymentV1: 'deployment-v1',
    HorizontalPodAutoscalerV2: 'horizontal-pod-autoscaler-v2',
    IngressV1: 'ingress-v1',
    KubernetesProvider: 'provider',
    NamespaceV1: 'namespace-v1',
    NetworkPolicyV1: 'network-policy-v1',
    PersistentVolumeClaimV1: 'persistent-volume-claim-v1',
    PodDisruptionBudgetV1: 'pod-disruption-budget-v1',
    RoleBindingV1: 'role-binding-v1',
    RoleV1: 'role-v1',
    SecretV1: 'secret-v1',
    ServiceAccountV1: 'service-account-v1',
    ServiceV1: 'service-v1',
    StatefulSetV1: 'stateful-set-v1',
  },
  () => load('./own') as Kubernetes,
);
