import { within } from '../../core/json';
import { DOCKER } from '../../review/risk/replacement/docker';
import { KUBERNETES } from '../../review/risk/replacement/kubernetes';
import { PROXMOX } from '../../review/risk/replacement/proxmox';
import type { ReplacementTable } from '../../review/risk/replacement/table';
import { claim, ingress, kubernetesService, statefulSet, workload } from '../review/support/resources';
import { type Changes, planned, sideOf, stateAfter } from '../review/support/same-replacements';
import { withProviders } from '../support/terraform';
import { offlinePlan, type OfflineProvider } from './offline-plan';

// Every argument that the table says replaces a resource does. For libvirt, __tests__/lab/libvirt-replacement.test.ts asks.

const TABLES: Readonly<Record<OfflineProvider, ReplacementTable>> = {
  docker: DOCKER,
  kubernetes: KUBERNETES,
  proxmox: PROXMOX,
};

type Values = readonly [before: unknown, after: unknown];

const LETTERS: Values = ['a', 'b'];
const NUMBERS: Values = [1, 2];
const LISTS: Values = [['a'], ['b']];
const MAPS: Values = [{ a: '1' }, { a: '2' }];
const PLATFORMS: Values = ['linux/amd64', 'linux/arm64'];
const FILES: Values = ['local:snippets/a.yaml', 'local:snippets/b.yaml'];
const each = (of: (letter: string) => unknown): Values => [of('a'), of('b')];
const selector = each((app) => ({ match_labels: { app } }));

/** Argument → what it says before and after, where letters are no value of it. */
const VALUES: Readonly<Record<string, Values>> = {
  allowed_topologies: [undefined, { match_label_expressions: [{ key: 'a', values: ['a'] }] }],
  amd_sev: [undefined, { type: 'es' }],
  'build.build_args': MAPS,
  'build.labels': MAPS,
  'build.platform': PLATFORMS,
  'build.secrets': each((id) => [{ id, env: 'A' }]),
  binary_data: [{ a: 'MQ==' }, { a: 'Mg==' }],
  checksum: each((letter) => letter.repeat(64)),
  checksum_algorithm: ['sha256', 'sha512'],
  clone: [{ vm_id: 200 }, { vm_id: 201 }],
  content_type: ['import', 'iso'],
  data: MAPS,
  decompression_algorithm: ['gz', 'zst'],
  'disk.file_id': ['local:iso/a.img', 'local:iso/b.img'],
  file_name: ['a.qcow2', 'b.qcow2'],
  immutable: [true, false],
  'initialization.meta_data_file_id': FILES,
  'initialization.network_data_file_id': FILES,
  'initialization.type': ['nocloud', 'configdrive2'],
  'initialization.user_data_file_id': FILES,
  'initialization.vendor_data_file_id': FILES,
  mount_options: LISTS,
  role_ref: each((name) => ({ api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name })),
  parameters: MAPS,
  platform: PLATFORMS,
  preemption_policy: ['PreemptLowerPriority', 'Never'],
  pull_triggers: LISTS,
  source_file: each((letter) => ({ path: `${letter}.yaml` })),
  source_raw: each((data) => ({ data, file_name: 'a.yaml' })),
  spec: [budget('1'), budget('2')],
  'spec.access_modes': [['ReadWriteOnce'], ['ReadWriteMany']],
  'spec.cluster_ip': ['10.0.0.1', '10.0.0.2'],
  'spec.cluster_ips': [['10.0.0.1'], ['10.0.0.2']],
  'spec.completion_mode': ['NonIndexed', 'Indexed'],
  'spec.completions': NUMBERS,
  'spec.health_check_node_port': NUMBERS,
  'spec.persistent_volume_source': [{ host_path: { path: '/a' } }, { local: { path: '/a' } }],
  'spec.pod_management_policy': ['OrderedReady', 'Parallel'],
  'spec.resources.limits': [{ storage: '1Gi' }, { storage: '2Gi' }],
  'spec.revision_history_limit': NUMBERS,
  'spec.scopes': [['BestEffort'], ['NotBestEffort']],
  'spec.selector': selector,
  'spec.template.spec': each((image) => workload({ container: { image } }).spec.template.spec),
  'spec.volume_claim_template': [[], statefulSet().spec.volume_claim_template],
  'spec.volume_mode': ['Filesystem', 'Block'],
  triggers: MAPS,
  url: each((letter) => `https://example.com/${letter}.qcow2`),
  value: NUMBERS,
  vm_id: [100, 101],
  volume_binding_mode: ['Immediate', 'WaitForFirstConsumer'],
};

const METADATA = { name: 'a', namespace: 'a' };

const RULE = { api_groups: [''], resources: ['pods'], verbs: ['get'] };
const BOUND = {
  role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'a' },
  subject: [{ kind: 'ServiceAccount', name: 'a', namespace: 'a' }],
};

/** What a resource says beside the argument that differs. */
const BASES: Readonly<Record<string, object>> = {
  docker_image: { name: 'r/a:1' },
  docker_registry_image: { name: 'r/a:1' },
  kubernetes_cluster_role_binding_v1: { metadata: { name: 'a' }, ...BOUND },
  kubernetes_cluster_role_v1: { metadata: { name: 'a' }, rule: [RULE] },
  kubernetes_config_map_v1: { metadata: METADATA },
  kubernetes_cron_job_v1: cronJob(),
  kubernetes_daemon_set_v1: daemonSet(),
  kubernetes_deployment_v1: workload(),
  kubernetes_horizontal_pod_autoscaler_v2: {
    metadata: METADATA,
    spec: { max_replicas: 2, scale_target_ref: { kind: 'Deployment', name: 'a' } },
  },
  kubernetes_ingress_v1: ingress(),
  kubernetes_job_v1: { metadata: METADATA, spec: { template: workload().spec.template } },
  kubernetes_limit_range_v1: { metadata: METADATA, spec: { limit: [{ type: 'Container' }] } },
  kubernetes_namespace_v1: { metadata: { name: 'a' } },
  kubernetes_network_policy_v1: { metadata: METADATA, spec: { pod_selector: {}, policy_types: ['Ingress'] } },
  kubernetes_persistent_volume_claim_v1: claim({}, {}),
  kubernetes_persistent_volume_v1: {
    metadata: { name: 'a' },
    spec: {
      ...{ capacity: { storage: '1Gi' }, access_modes: ['ReadWriteOnce'] },
      persistent_volume_source: { host_path: { path: '/a' } },
    },
  },
  kubernetes_pod_disruption_budget_v1: { metadata: METADATA, spec: budget('1') },
  kubernetes_priority_class_v1: { metadata: { name: 'a' }, value: 1 },
  kubernetes_resource_quota_v1: { metadata: METADATA, spec: { hard: { pods: '1' } } },
  kubernetes_role_binding_v1: { metadata: METADATA, ...BOUND },
  kubernetes_role_v1: { metadata: METADATA, rule: [RULE] },
  kubernetes_secret_v1: { metadata: METADATA },
  kubernetes_service_account_v1: { metadata: METADATA },
  kubernetes_service_v1: kubernetesService(),
  kubernetes_stateful_set_v1: statefulSet(),
  kubernetes_storage_class_v1: { metadata: { name: 'a' }, storage_provisioner: 'a' },
  proxmox_download_file: {
    ...{ node_name: 'a', datastore_id: 'local', content_type: 'import', file_name: 'a.qcow2' },
    ...{ url: 'https://example.com/a.qcow2', checksum: 'a'.repeat(64), checksum_algorithm: 'sha256' },
  },
  proxmox_virtual_environment_file: { node_name: 'a', datastore_id: 'local', content_type: 'snippets' },
  proxmox_virtual_environment_vm: { node_name: 'a', vm_id: 100 },
};

function daemonSet(): object {
  const { metadata, spec } = workload();
  const { replicas: _replicas, strategy: _strategy, ...rest } = spec;
  return { metadata, spec: rest };
}

function cronJob(): object {
  const { metadata, spec } = workload();
  const template = { ...spec.template, spec: { ...spec.template.spec, restart_policy: 'Never' } };
  return {
    metadata,
    spec: { schedule: '0 3 * * *', job_template: { metadata: {}, spec: { template } } },
  };
}

function budget(max_unavailable: string): object {
  return { max_unavailable, selector: { match_labels: { app: 'a' } } };
}

/** A change for each argument of a table. */
function changesOf(table: ReplacementTable): Changes {
  return Object.fromEntries(
    Object.entries(table).map(([type, { arguments: forcing, counts = [], ifImmutable = [] }]) => [
      type,
      Object.fromEntries(
        [
          ...[...forcing, ...counts].map((argument) => [argument, pairOf(type, argument)] as const),
          ...ifImmutable.map((argument) => [argument, pairOf(type, argument, { immutable: true })] as const),
        ].map(([argument, pair]) => [argument.replaceAll('.', '-'), pair]),
      ),
    ]),
  );
}

function pairOf(type: string, argument: string, more: object = {}): readonly [object, object] {
  const path = argument.split('.');
  const [before, after] = VALUES[argument.replace('spec.volume_claim_template.', '')] ?? LETTERS;
  const base = { ...BASES[type], ...more, ...(path.length > 1 ? BLOCKS[path[0] ?? ''] : {}) };
  return [setAt(base, path, before), setAt(base, path, after)];
}

/** Of each argument that the provider is said to keep: it is no longer written. */
function omissionsOf(table: ReplacementTable): Changes {
  return Object.fromEntries(
    Object.entries(table)
      .filter(([, { computed }]) => computed !== undefined)
      .map(([type, { computed = [] }]) => [
        type,
        Object.fromEntries(
          computed.map((argument) => [argument.replaceAll('.', '-'), omitted(type, argument.split('.'))]),
        ),
      ]),
  );
}

function omitted(type: string, path: readonly string[]): readonly [object, object] {
  const container = path.indexOf('init_container') + 1;
  const base =
    container === 0 ? BASES[type] : setAt(BASES[type], [...path.slice(0, container), 'name'], 'first');
  const value = KEPT[path.at(-1) ?? ''] ?? 'a';
  return [setAt(base, path, value), setAt(base, path, undefined)];
}

/** Argument → a valid value, for those that do not take any text. */
const KEPT: Readonly<Record<string, unknown>> = {
  cluster_ip: '10.0.0.1',
  cluster_ips: ['10.0.0.1'],
  completion_mode: 'Indexed',
  data: { a: '1' },
  external_traffic_policy: 'Local',
  health_check_node_port: 30_000,
  image_pull_policy: 'Always',
  image_pull_secrets: [{ name: 'a' }],
  internal_traffic_policy: 'Local',
  ip_families: ['IPv6'],
  ip_family_policy: 'SingleStack',
  limits: { cpu: '2' },
  pod_management_policy: 'Parallel',
  readiness_gate: [{ condition_type: 'a' }],
  requests: { cpu: '1' },
  resources: { limits: { cpu: '2' }, requests: { cpu: '1' } },
  revision_history_limit: 2,
  volume_mode: 'Block',
};

/** Blocks of which an argument differs, with what they cannot be without. */
const BLOCKS: Readonly<Record<string, object>> = {
  build: { build: { context: '.' } },
  disk: { disk: [{ interface: 'scsi0', datastore_id: 'local' }] },
};

/** The value with another one at a path, in the first or only block of each kind. */
function setAt(value: any, [key = '', ...rest]: readonly string[], inner: unknown): any {
  if (Array.isArray(value)) return [setAt(value[0], [key, ...rest], inner)];
  if (rest.length > 0) return { ...value, [key]: setAt(value?.[key] ?? {}, rest, inner) };
  // A name is given, or made.
  const { name: _, ...others } = value;
  return { ...(key === 'generate_name' ? others : value), [key]: inner };
}

for (const name of Object.keys(TABLES) as OfflineProvider[])
  withProviders(
    [name],
    `every argument of which the review says so makes the ${name} provider replace`,
    async () => {
      const changes = changesOf(TABLES[name]);
      const addresses = Object.entries(changes).flatMap(([type, pairs]) =>
        Object.keys(pairs).map((pair) => `${type}.${pair}`),
      );
      const { replaced } = await planned(changes, (stack, state) => offlinePlan(name, stack, state));
      expect(addresses.filter((address) => !replaced.includes(address))).toEqual([]);
    },
  );

withProviders(
  ['kubernetes'],
  'what the review says so of stays as it is when it is no longer written',
  async () => {
    const omissions = omissionsOf(KUBERNETES);
    const before = await offlinePlan('kubernetes', sideOf(omissions, 0));
    const after = await offlinePlan('kubernetes', sideOf(omissions, 1), stateAfter(before));
    const [written, kept] = [before, after].map(({ planned_values }) =>
      Object.fromEntries(
        (planned_values.root_module.resources ?? []).map(({ address, name, values }) => [
          address,
          within(values, name.split('-')),
        ]),
      ),
    );
    expect(Object.keys(written ?? {}).length).toBeGreaterThan(30);
    expect(kept).toEqual(written);
  },
);
