import type { ReplacementKnowledge, ReplacementTable } from './table';

const provider = 'kubernetes 2.38.0';
const IDENTITY = ['metadata.name', 'metadata.namespace', 'metadata.generate_name'];

/** The arguments of a claim that cannot be changed in place. */
const CLAIM = [
  'spec.access_modes',
  'spec.resources.limits',
  'spec.selector',
  'spec.storage_class_name',
  'spec.volume_mode',
  'spec.volume_name',
];

/** What the provider keeps of a claim. */
const OF_CLAIMS = ['spec.storage_class_name', 'spec.volume_mode', 'spec.volume_name'];

/** What it keeps of pods, whose spec stands at a path. */
function ofPods(path: string): readonly string[] {
  const ofContainers = ['image_pull_policy', 'resources', 'resources.limits', 'resources.requests'];
  return [
    ...['hostname', 'image_pull_secrets', 'node_name', 'readiness_gate', 'scheduler_name'],
    'service_account_name',
    ...['container', 'init_container'].flatMap((each) => ofContainers.map((name) => `${each}.${name}`)),
  ].map((name) => `${path}.${name}`);
}

const ADDRESSES = ['spec.cluster_ip', 'spec.cluster_ips', 'spec.health_check_node_port'];
const TEMPLATE = 'spec.template.spec';

/** What a map or a Secret holds, which may be said to be immutable. */
const CONTENT = ['data', 'binary_data', 'immutable'];

function namespaced(...more: readonly string[]): ReplacementKnowledge {
  return { provider, arguments: [...IDENTITY, ...more] };
}

export const KUBERNETES: ReplacementTable = {
  kubernetes_cluster_role_binding_v1: { provider, arguments: ['metadata.name', 'role_ref'] },
  kubernetes_cluster_role_v1: { provider, arguments: ['metadata.name'] },
  kubernetes_config_map_v1: { ...namespaced(), ifImmutable: CONTENT },
  kubernetes_cron_job_v1: { ...namespaced(), computed: ofPods(`spec.job_template.${TEMPLATE}`) },
  kubernetes_daemon_set_v1: { ...namespaced(), computed: ofPods(TEMPLATE) },
  kubernetes_deployment_v1: { ...namespaced('spec.selector'), computed: ofPods(TEMPLATE) },
  kubernetes_horizontal_pod_autoscaler_v2: namespaced(),
  kubernetes_ingress_v1: { ...namespaced(), computed: ['spec.ingress_class_name'] },
  kubernetes_job_v1: {
    ...namespaced(TEMPLATE, 'spec.selector', 'spec.completions', 'spec.completion_mode'),
    computed: [...ofPods(TEMPLATE), 'spec.completion_mode'],
  },
  kubernetes_limit_range_v1: namespaced(),
  kubernetes_namespace_v1: { provider, arguments: ['metadata.name', 'metadata.generate_name'] },
  kubernetes_network_policy_v1: namespaced(),
  kubernetes_persistent_volume_claim_v1: {
    ...namespaced(...CLAIM),
    shrinking: ['spec.resources.requests.storage'],
    computed: OF_CLAIMS,
  },
  kubernetes_persistent_volume_v1: {
    provider,
    arguments: ['metadata.name', 'spec.persistent_volume_source', 'spec.volume_mode'],
  },
  kubernetes_pod_disruption_budget_v1: namespaced('spec'),
  kubernetes_priority_class_v1: {
    provider,
    arguments: ['metadata.name', 'metadata.generate_name', 'preemption_policy', 'value'],
  },
  kubernetes_resource_quota_v1: namespaced('spec.scopes'),
  kubernetes_role_binding_v1: namespaced('role_ref'),
  kubernetes_role_v1: namespaced(),
  kubernetes_secret_v1: { ...namespaced('type'), ifImmutable: CONTENT, computed: ['data'] },
  kubernetes_service_account_v1: namespaced(),
  kubernetes_service_v1: {
    ...namespaced(...ADDRESSES, 'spec.load_balancer_class'),
    computed: [
      ...ADDRESSES,
      ...['spec.external_traffic_policy', 'spec.internal_traffic_policy', 'spec.ip_families'],
      'spec.ip_family_policy',
    ],
  },
  kubernetes_stateful_set_v1: {
    ...namespaced(
      'spec.pod_management_policy',
      'spec.revision_history_limit',
      'spec.selector',
      'spec.service_name',
      ...[...IDENTITY, ...CLAIM].map((argument) => `spec.volume_claim_template.${argument}`),
    ),
    counts: ['spec.volume_claim_template'],
    computed: [
      ...ofPods(TEMPLATE),
      ...['spec.pod_management_policy', 'spec.revision_history_limit'],
      ...OF_CLAIMS.map((argument) => `spec.volume_claim_template.${argument}`),
    ],
  },
  kubernetes_storage_class_v1: {
    provider,
    arguments: ['metadata.name', 'parameters', 'storage_provisioner', 'volume_binding_mode', 'mount_options'],
    counts: ['allowed_topologies'],
  },
};

/** What a cluster must be asked for in a plan. */
export const MANIFESTS: ReplacementTable = {
  kubernetes_manifest: {
    provider,
    arguments: [
      'manifest.apiVersion',
      'manifest.kind',
      'manifest.metadata.name',
      'manifest.metadata.namespace',
    ],
  },
};
