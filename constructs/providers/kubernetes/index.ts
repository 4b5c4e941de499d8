import type { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import type { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import type { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import type { DaemonSetV1 } from '@cdktf/provider-kubernetes/lib/daemon-set-v1';
import type { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import type { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import type { IngressV1 } from '@cdktf/provider-kubernetes/lib/ingress-v1';
import type { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { PersistentVolumeClaimV1 } from '@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1';
import type { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import type { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import type { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import type { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import type { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import type { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import type { StatefulSetV1 } from '@cdktf/provider-kubernetes/lib/stateful-set-v1';
import { prebuilt } from '../prebuilt';

export type { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
export type { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
export type { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
export type { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
export type { DaemonSetV1 } from '@cdktf/provider-kubernetes/lib/daemon-set-v1';
export type {
  DeploymentV1,
  DeploymentV1SpecTemplate,
  DeploymentV1SpecTemplateSpec,
  DeploymentV1SpecTemplateSpecAffinity,
  DeploymentV1SpecTemplateSpecContainer,
  DeploymentV1SpecTemplateSpecContainerEnv,
  DeploymentV1SpecTemplateSpecContainerVolumeMount,
  DeploymentV1SpecTemplateSpecVolume,
} from '@cdktf/provider-kubernetes/lib/deployment-v1';
export type {
  HorizontalPodAutoscalerV2,
  HorizontalPodAutoscalerV2SpecMetric,
} from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
export type { IngressV1 } from '@cdktf/provider-kubernetes/lib/ingress-v1';
export type { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
export type { NetworkPolicyV1, NetworkPolicyV1Spec } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
export type { PersistentVolumeClaimV1 } from '@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1';
export type { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
export type { KubernetesProvider, KubernetesProviderConfig } from '@cdktf/provider-kubernetes/lib/provider';
export type { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
export type { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
export type { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
export type { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
export type { ServiceV1, ServiceV1Spec } from '@cdktf/provider-kubernetes/lib/service-v1';
export type {
  StatefulSetV1,
  StatefulSetV1SpecVolumeClaimTemplate,
} from '@cdktf/provider-kubernetes/lib/stateful-set-v1';

/** The classes of the kubernetes provider that Slipway uses. */
interface Kubernetes {
  readonly ClusterRoleBindingV1: typeof ClusterRoleBindingV1;
  readonly ClusterRoleV1: typeof ClusterRoleV1;
  readonly ConfigMapV1: typeof ConfigMapV1;
  readonly CronJobV1: typeof CronJobV1;
  readonly DaemonSetV1: typeof DaemonSetV1;
  readonly DeploymentV1: typeof DeploymentV1;
  readonly HorizontalPodAutoscalerV2: typeof HorizontalPodAutoscalerV2;
  readonly IngressV1: typeof IngressV1;
  readonly KubernetesProvider: typeof KubernetesProvider;
  readonly NamespaceV1: typeof NamespaceV1;
  readonly NetworkPolicyV1: typeof NetworkPolicyV1;
  readonly PersistentVolumeClaimV1: typeof PersistentVolumeClaimV1;
  readonly PodDisruptionBudgetV1: typeof PodDisruptionBudgetV1;
  readonly RoleBindingV1: typeof RoleBindingV1;
  readonly RoleV1: typeof RoleV1;
  readonly SecretV1: typeof SecretV1;
  readonly ServiceAccountV1: typeof ServiceAccountV1;
  readonly ServiceV1: typeof ServiceV1;
  readonly StatefulSetV1: typeof StatefulSetV1;
}

export const kubernetes = prebuilt<Kubernetes>('@cdktf/provider-kubernetes', {
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
});
