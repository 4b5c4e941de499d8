import { at, entryOf, isOn, textOf, within } from '../../core/json';
import { type Kind, parseQuantity } from '../../core/kubernetes';
import { type Difference, dotted } from '../diff';
import type { Block } from '../synth';
import { kindOf } from '../workloads';

/** Sources of a persistent volume that stand in its spec, as a manifest has them. */
const SOURCES = [
  'aws_elastic_block_store',
  'azure_disk',
  'azure_file',
  'csi',
  'fc',
  'gce_persistent_disk',
  'host_path',
  'iscsi',
  'local',
  'nfs',
].map((source) => `spec.${source}`);

/**
 * What Kubernetes 1.34 never lets an object of a kind change, in the words of the typed resources. Read in the validation of its API.
 */
const FIXED: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  ClusterRoleBinding: ['role_ref'],
  DaemonSet: ['spec.selector'],
  Deployment: ['spec.selector'],
  IngressClass: ['spec.controller'],
  Job: ['spec.template', 'spec.selector', 'spec.completion_mode', 'spec.pod_failure_policy'],
  PersistentVolume: ['spec.persistent_volume_source', 'spec.volume_mode', ...SOURCES],
  PersistentVolumeClaim: [
    'spec.access_modes',
    'spec.data_source',
    'spec.resources.limits',
    'spec.selector',
    'spec.storage_class_name',
    'spec.volume_mode',
    'spec.volume_name',
  ],
  PriorityClass: ['value', 'preemption_policy'],
  ResourceQuota: ['spec.scopes'],
  RoleBinding: ['role_ref'],
  Secret: ['type'],
  Service: ['spec.cluster_ip'],
  StatefulSet: [
    'spec.pod_management_policy',
    'spec.selector',
    'spec.service_name',
    'spec.volume_claim_template',
  ],
  StorageClass: ['parameters', 'provisioner', 'storage_provisioner', 'reclaim_policy', 'volume_binding_mode'],
};

/** The same of the typed resources: mostly the provider replaces the object, or sends nothing. Read in its source (2.38.0). */
const FIXED_WHERE_TYPED: typeof FIXED = {
  DaemonSet: ['spec.selector'],
  IngressClass: ['spec.controller'],
};

/** What a definition of a kind never changes. */
const OF_DEFINITIONS = ['manifest.spec.group', 'manifest.spec.scope', 'manifest.spec.names'];

/** Arguments of what is said to be immutable. */
const CONTENT = ['data', 'binary_data', 'string_data', 'immutable'];

/** What Kubernetes fills in where nothing is said: to leave it to Kubernetes is no change. */
const FILLED_IN: ReadonlySet<string> = new Set([
  'spec.cluster_ip',
  'spec.volume_name',
  'spec.storage_class_name',
]);

/** What it fills in, where that is the same in every cluster: to say it, or no longer, is no change. */
const DEFAULTS: Readonly<Record<string, string>> = {
  preemption_policy: 'PreemptLowerPriority',
  reclaim_policy: 'Delete',
  volume_binding_mode: 'Immediate',
  'spec.completion_mode': 'NonIndexed',
  'spec.pod_management_policy': 'OrderedReady',
  'spec.volume_mode': 'Filesystem',
  type: 'Opaque',
};

/** The typed arguments that differ, and that Kubernetes never changes in an object that exists. */
export function fixedWhereTyped(after: Block, leaves: readonly Difference[]): readonly string[] {
  const kind = kindOf(after);
  const fixed = kind === undefined ? [] : (FIXED_WHERE_TYPED[kind] ?? []);
  return [...new Set(leaves.flatMap((leaf) => namesAmong(fixed, leaf)))];
}

/** The same of a manifest, which is sent as it is written. */
export function fixedInManifest(
  before: Block,
  after: Block,
  leaves: readonly Difference[],
): readonly string[] {
  const kind = kindOf(after);
  if (kind !== kindOf(before)) return [];
  const fixed = kind === undefined ? ofOthers(after) : (FIXED[kind] ?? []);
  const told = isImmutable(before) ? [...fixed, ...CONTENT] : fixed;
  const found = leaves.flatMap((leaf) => namesAmong(told, leaf));
  return [...new Set([...found, ...shrunk(before, after)])].sort();
}

function namesAmong(fixed: readonly string[], { path, before, after }: Difference): readonly string[] {
  const argument = dotted(path);
  const name = fixed.find((each) => argument === each || argument.startsWith(`${each}.`));
  if (name === undefined) return [];
  const [old, head] = [before, after].map((value) => textOf(value) || (entryOf(DEFAULTS, name) ?? ''));
  const isFilledIn = FILLED_IN.has(name) && (old === '' || head === '');
  const isTheDefault = Object.hasOwn(DEFAULTS, name) && old === head;
  return isFilledIn || isTheDefault ? [] : [name];
}

function ofOthers({ type, arguments: args }: Block): readonly string[] {
  const isDefinition =
    type === 'kubernetes_manifest' && at(args['manifest'], 'kind') === 'CustomResourceDefinition';
  return isDefinition ? OF_DEFINITIONS : [];
}

function isImmutable(block: Block): boolean {
  const kind = kindOf(block);
  return (kind === 'ConfigMap' || kind === 'Secret') && isOn(block.arguments['immutable']);
}

/** A claim never becomes smaller. */
function shrunk(before: Block, after: Block): readonly string[] {
  if (kindOf(after) !== 'PersistentVolumeClaim') return [];
  const path = ['spec', 'resources', 'requests', 'storage'];
  const [old, head] = [before, after].map((block) => parseQuantity(textOf(within(block.arguments, path))));
  return old !== undefined && head !== undefined && head < old ? [path.join('.')] : [];
}
