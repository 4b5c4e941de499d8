/**
 * A kind of Kubernetes and the resource types that make one. The provider keeps the names it had before `_v1`, and a team's
 * own resources may use them.
 */
const TYPES = {
  Deployment: ['kubernetes_deployment_v1', 'kubernetes_deployment'],
  StatefulSet: ['kubernetes_stateful_set_v1', 'kubernetes_stateful_set'],
  DaemonSet: ['kubernetes_daemon_set_v1', 'kubernetes_daemonset'],
  ReplicationController: ['kubernetes_replication_controller_v1', 'kubernetes_replication_controller'],
  Job: ['kubernetes_job_v1', 'kubernetes_job'],
  CronJob: ['kubernetes_cron_job_v1', 'kubernetes_cron_job'],
  Pod: ['kubernetes_pod_v1', 'kubernetes_pod'],
  Service: ['kubernetes_service_v1', 'kubernetes_service'],
  Role: ['kubernetes_role_v1', 'kubernetes_role'],
  RoleBinding: ['kubernetes_role_binding_v1', 'kubernetes_role_binding'],
  ClusterRole: ['kubernetes_cluster_role_v1', 'kubernetes_cluster_role'],
  ClusterRoleBinding: ['kubernetes_cluster_role_binding_v1', 'kubernetes_cluster_role_binding'],
  ServiceAccount: ['kubernetes_service_account_v1', 'kubernetes_service_account'],
  Namespace: ['kubernetes_namespace_v1', 'kubernetes_namespace'],
  NetworkPolicy: ['kubernetes_network_policy_v1', 'kubernetes_network_policy'],
  ConfigMap: ['kubernetes_config_map_v1', 'kubernetes_config_map'],
  Secret: ['kubernetes_secret_v1', 'kubernetes_secret'],
  StorageClass: ['kubernetes_storage_class_v1', 'kubernetes_storage_class'],
  PersistentVolume: ['kubernetes_persistent_volume_v1', 'kubernetes_persistent_volume'],
  PersistentVolumeClaim: ['kubernetes_persistent_volume_claim_v1', 'kubernetes_persistent_volume_claim'],
  Ingress: ['kubernetes_ingress_v1', 'kubernetes_ingress'],
  PodDisruptionBudget: ['kubernetes_pod_disruption_budget_v1', 'kubernetes_pod_disruption_budget'],
  LimitRange: ['kubernetes_limit_range_v1', 'kubernetes_limit_range'],
  ResourceQuota: ['kubernetes_resource_quota_v1', 'kubernetes_resource_quota'],
  PriorityClass: ['kubernetes_priority_class_v1', 'kubernetes_priority_class'],
  ValidatingWebhookConfiguration: [
    'kubernetes_validating_webhook_configuration_v1',
    'kubernetes_validating_webhook_configuration',
  ],
  MutatingWebhookConfiguration: [
    'kubernetes_mutating_webhook_configuration_v1',
    'kubernetes_mutating_webhook_configuration',
  ],
  IngressClass: ['kubernetes_ingress_class_v1', 'kubernetes_ingress_class'],
  HorizontalPodAutoscaler: [
    'kubernetes_horizontal_pod_autoscaler_v2',
    'kubernetes_horizontal_pod_autoscaler_v2beta2',
    'kubernetes_horizontal_pod_autoscaler_v1',
    'kubernetes_horizontal_pod_autoscaler',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A kind of Kubernetes that Slipway knows. */
export type Kind = keyof typeof TYPES;

const KINDS = new Map<string, Kind>(
  Object.entries(TYPES).flatMap(([kind, types]) => types.map((type) => [type, kind as Kind] as const)),
);

/** The resource type of today that makes a kind; undefined for a kind that Slipway does not know. */
export function typeOfKind(kind: Kind): string;
export function typeOfKind(kind: string): string | undefined;
export function typeOfKind(kind: string): string | undefined {
  return isKind(kind) ? TYPES[kind][0] : undefined;
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(TYPES, kind);
}

/** The name that a resource type has today: the provider keeps older ones as aliases. */
export function currentType(type: string): string {
  return typeOfKind(kindOfType(type) ?? '') ?? type;
}

/** The kind of Kubernetes that a resource type makes; undefined for any other type. */
export function kindOfType(type: string): Kind | undefined {
  return KINDS.get(type);
}
