import type { RiskLevel } from '../../../review/risk';
import { workload } from '../support/resources';
import { between } from './between';
import type { Pair } from './pair';

// What is about a whole cluster or namespace. None of these is planned in the lab: see `NOT_PLANNED`.

const CLASS = 'kubernetes_storage_class_v1';
const QUOTA = 'kubernetes_resource_quota_v1';
const RANGE = 'kubernetes_limit_range_v1';
const MANIFEST = 'kubernetes_manifest';
const KUBECTL = 'kubectl_manifest';

const storageClass = (annotations?: object) => ({
  metadata: { name: 'own', ...(annotations === undefined ? {} : { annotations }) },
  storage_provisioner: 'csi.example.com',
});
const DEFAULT = { 'storageclass.kubernetes.io/is-default-class': 'true' };
const quota = (hard: object) => ({ metadata: { name: 'own', namespace: 'small-prod' }, spec: { hard } });
const range = (memory: string) => ({
  metadata: { name: 'own', namespace: 'small-prod' },
  spec: { limit: [{ type: 'Container', max: { memory } }] },
});
const object = (apiVersion: string, kind: string, rest: object) => ({
  manifest: { apiVersion, kind, metadata: { name: 'own' }, ...rest },
});
const version = (name: string, served: boolean, storage: boolean) => ({ name, served, storage });
const definition = (...versions: readonly object[]) =>
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Widget' }, versions },
  });
const V2 = version('v2', true, true);
const binding = (...validationActions: readonly string[]) =>
  object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', {
    spec: { policyName: 'own', validationActions },
  });
const kyverno = (spec: object) => object('kyverno.io/v1', 'ClusterPolicy', { spec });
const rule = (failureAction: string) => ({ rules: [{ name: 'a', validate: { failureAction } }] });
const VALIDATED = { rules: [{ name: 'a', validate: {} }] };
const gatekeeper = (spec: object) =>
  object('constraints.gatekeeper.sh/v1beta1', 'K8sRequiredLabels', { spec });
const manifestOfClass = (more: object) =>
  object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'csi.example.com', ...more });
const claim = (size: string) => ({
  force_new: true,
  yaml_body: `kind: PersistentVolumeClaim\nmetadata:\n  name: own\nspec:\n  resources:\n    requests:\n      storage: ${size}\n`,
});
const settings = (key: string, data: object) => ({
  'prod-services': {
    kubernetes_deployment_v1: {
      own: workload({
        container: { env: [{ name: 'L', value_from: { config_map_key_ref: { name: 'settings', key } } }] },
      }),
    },
    kubernetes_config_map_v1: {
      settings: { metadata: { name: 'settings', namespace: 'small-prod' }, ...data },
    },
  },
});
const LEVEL = { data: { LEVEL: 'info', MODE: 'fast' } };

function changes(
  name: string,
  [type, before, after]: readonly [string, object, object],
  outcome: Pair['outcome'],
  [level, told]: readonly [RiskLevel, RegExp?],
): Pair {
  return {
    name,
    ...between(type, before, after),
    outcome,
    entries: [[level, level === 'data' ? 'replace' : 'update', `${type}.own`, told]],
  };
}

export const cluster: readonly Pair[] = [
  changes('a class is no longer the default', [CLASS, storageClass(DEFAULT), storageClass()], 'changes', [
    'availability',
    /^is no longer the default class: new claims that name none get another, or wait for ever$/,
  ]),
  changes('a class becomes the default', [CLASS, storageClass(), storageClass(DEFAULT)], 'changes', [
    'rest',
    /^becomes a default class/,
  ]),
  changes(
    'a class in a manifest says what Kubernetes takes anyway',
    [
      MANIFEST,
      manifestOfClass({}),
      manifestOfClass({ reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }),
    ],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a class in a manifest keeps what it made',
    [MANIFEST, manifestOfClass({}), manifestOfClass({ reclaimPolicy: 'Retain' })],
    'approval',
    ['refused', /never changes reclaim_policy of what exists/],
  ),
  changes(
    'a quota shrinks',
    [QUOTA, quota({ 'limits.memory': '8Gi', pods: 20 }), quota({ 'limits.memory': '4Gi', pods: 20 })],
    'changes',
    ['capacity', /^allows its namespace less \(limits\.memory 8Gi → 4Gi\): new pods over it are refused$/],
  ),
  changes('a quota allows no pods', [QUOTA, quota({ pods: 20 }), quota({ pods: 0 })], 'approval', [
    'capacity',
    /pods 20 → 0/,
  ]),
  changes('a quota grows', [QUOTA, quota({ pods: 20 }), quota({ pods: 30 })], 'changes', ['rest', /^$/]),
  changes(
    'a quota is written otherwise',
    [QUOTA, quota({ cpu: 1, pods: 1 }), quota({ cpu: '1000m', pods: 2 })],
    'changes',
    ['rest', /^$/],
  ),
  changes('a range lets a container have less', [RANGE, range('4Gi'), range('1Gi')], 'changes', [
    'capacity',
    /^allows each in its namespace less \(Container memory 4Gi → 1Gi\)/,
  ]),
  changes(
    'a definition no longer serves a version',
    [MANIFEST, definition(version('v1', true, false), V2), definition(version('v1', false, false), V2)],
    'approval',
    ['availability', /^no longer serves v1: who still asks for that version gets errors$/],
  ),
  changes(
    'a definition loses the version in which objects are stored',
    [MANIFEST, definition(version('v1', true, true)), definition(V2)],
    'approval',
    ['refused', /^fails to apply: Kubernetes lets no version go in which objects are stored \(v1\)/],
  ),
  changes(
    'a definition loses a version in which nothing is stored',
    [MANIFEST, definition(version('v1', true, false), V2), definition(V2)],
    'approval',
    ['availability', /^no longer serves v1/],
  ),
  changes(
    'a policy that only audits says so for more',
    [MANIFEST, binding('Audit'), binding('Audit', 'Warn')],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a definition stores another version',
    [
      MANIFEST,
      definition(version('v1', true, true), version('v2', true, false)),
      definition(version('v1', true, false), V2),
    ],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a policy binding only audits',
    [MANIFEST, binding('Deny', 'Audit'), binding('Audit')],
    'approval',
    ['privileges', /^only reports what it refused before \(validationActions\)$/],
  ),
  changes('a policy binding refuses from now on', [MANIFEST, binding('Audit'), binding('Deny')], 'changes', [
    'rest',
    /^$/,
  ]),
  changes(
    'a policy of Kyverno only audits',
    [
      MANIFEST,
      kyverno({ validationFailureAction: 'Enforce', ...VALIDATED }),
      kyverno({ validationFailureAction: 'Audit', ...VALIDATED }),
    ],
    'approval',
    ['privileges', /only reports/],
  ),
  changes(
    'a policy of Kyverno says in its rule that it refuses',
    [MANIFEST, kyverno({ validationFailureAction: 'Enforce', ...VALIDATED }), kyverno(rule('Enforce'))],
    'changes',
    ['rest', /^$/],
  ),
  changes(
    'a constraint of Gatekeeper is only tried',
    [MANIFEST, gatekeeper({}), gatekeeper({ enforcementAction: 'dryrun' })],
    'approval',
    ['privileges', /only reports what it refused before \(enforcementAction\)/],
  ),
  changes(
    'a claim in a manifest is created again at each change',
    [KUBECTL, claim('1Gi'), claim('2Gi')],
    'approval',
    ['data', /^is replaced: force_new asks for that at each change of it$/m],
  ),
  changes(
    'Terraform overlooks all of a deployment from now on',
    ['kubernetes_deployment_v1', workload(), { ...workload(), lifecycle: { ignore_changes: 'all' } }],
    'changes',
    ['rest', /^is never changed again: ignore_changes has Terraform overlook all of it/],
  ),
  {
    name: 'a pod takes a key that its map never had',
    before: settings('LEVEL', LEVEL),
    after: settings('LEVLE', LEVEL),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        'kubernetes_deployment_v1.own',
        /^takes LEVLE of ConfigMap settings, which has no such key: pods do not start without it$/m,
      ],
    ],
  },
  {
    name: 'a pod takes another key of its map',
    before: settings('LEVEL', LEVEL),
    after: settings('MODE', LEVEL),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_deployment_v1.own', /^rolls its pods$/]],
  },
  {
    name: 'a pod takes a key of a map that only Terraform knows',
    before: settings('LEVEL', { data: '${local.settings}' }),
    after: settings('MODE', { data: '${local.settings}' }),
    outcome: 'changes',
    entries: [['rest', 'update', 'kubernetes_deployment_v1.own', /^rolls its pods$/]],
  },
];
