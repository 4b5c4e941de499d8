import { claim, statefulSet } from '../support/resources';
import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

// Resources that Slipway does not make: older names, manifests, other clouds.

const inProd = (type: string, resource: object): StacksJson => ({
  'prod-services': { [type]: { own: resource } },
});
const between = (type: string, before: object, after: object): Pick<Pair, 'before' | 'after'> => ({
  before: inProd(type, before),
  after: inProd(type, after),
});

const namespace = (name: string): object => ({ metadata: { name } });
const DATABASE = { identifier: 'shop', engine: 'postgres', engine_version: '16', allocated_storage: 100 };
const policy = (...Action: readonly string[]): object => ({
  name: 'deploy',
  policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }),
});

function pod(privileged: boolean): object {
  const container = { name: 'own', image: 'nginx', securityContext: { privileged } };
  return {
    manifest: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'own', namespace: 'small-prod' },
      spec: { template: { spec: { containers: [container] } } },
    },
  };
}

const binding = (role: string): object => ({
  manifest: {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'own' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name: 'own', namespace: 'small-prod' }],
  },
});

/** Every one of these has no plan in the lab: see `NOT_PLANNED`. */
export const others: readonly Pair[] = [
  {
    name: 'a namespace of the older name is renamed',
    ...between('kubernetes_namespace', namespace('small'), namespace('little')),
    outcome: 'approval',
    entries: [['data', 'replace', 'kubernetes_namespace.own', /with everything in the namespace/]],
  },
  {
    name: 'a claim of the older name gets another storage class',
    ...between(
      'kubernetes_persistent_volume_claim',
      claim({}, {}),
      claim({ storage_class_name: 'fast' }, {}),
    ),
    outcome: 'approval',
    entries: [['data', 'replace', 'kubernetes_persistent_volume_claim.own', /the data that it holds/]],
  },
  {
    name: 'a stateful set of the older name gets another service',
    ...between('kubernetes_stateful_set', statefulSet(), statefulSet({ service_name: 'other' })),
    outcome: 'approval',
    entries: [['data', 'replace', 'kubernetes_stateful_set.own', /claims that it made stay/]],
  },
  {
    name: 'a database of AWS gets another engine',
    ...between('aws_db_instance', DATABASE, { ...DATABASE, engine: 'mysql' }),
    outcome: 'approval',
    entries: [['data', 'replace', 'aws_db_instance.own', /the data that it holds.*engine forces it/s]],
  },
  {
    name: 'a database of AWS gets a newer version, which replaces nothing',
    ...between(
      'aws_db_instance',
      { ...DATABASE, engine_version: '16.2' },
      { ...DATABASE, engine_version: '16.4' },
    ),
    outcome: 'changes',
    entries: [['rest', 'update', 'aws_db_instance.own']],
  },
  {
    name: 'a machine of AWS gets another image, and only a plan tells what that does',
    ...between('aws_instance', { ami: 'ami-1', tags: { a: 'b' } }, { ami: 'ami-2', tags: { a: 'b' } }),
    outcome: 'changes',
    entries: [['unknown', 'update', 'aws_instance.own', /^Slipway does not know whether this replaces it/]],
  },
  {
    name: 'a group of Azure goes, with all that is in it',
    before: inProd('azurerm_resource_group', { name: 'shop', location: 'westeurope' }),
    after: { 'prod-services': {} },
    outcome: 'approval',
    entries: [['data', 'delete', 'azurerm_resource_group.own', /with everything in it/]],
  },
  {
    name: 'a region of Azure that is only spelt otherwise is the same',
    ...between(
      'azurerm_resource_group',
      { name: 'shop', location: 'West Europe' },
      { name: 'shop', location: 'westeurope' },
    ),
    outcome: 'nothing',
    entries: [],
  },
  {
    name: 'a group of Azure in another region is another one',
    ...between(
      'azurerm_resource_group',
      { name: 'shop', location: 'West Europe' },
      { name: 'shop', location: 'northeurope' },
    ),
    outcome: 'approval',
    entries: [['data', 'replace', 'azurerm_resource_group.own', /location forces it/]],
  },
  {
    name: 'regions by an expression are compared as they are written',
    ...between('azurerm_virtual_network', { location: '${var.a b}' }, { location: '${var.ab}' }),
    outcome: 'changes',
    entries: [['unknown', 'update', 'azurerm_virtual_network.own']],
  },
  {
    name: 'an action of IAM becomes every action',
    ...between('aws_iam_policy', policy('s3:GetObject'), policy('*')),
    outcome: 'approval',
    entries: [['privileges', 'update', 'aws_iam_policy.own', /^grants more: every action on everything$/m]],
  },
  {
    name: 'a pod in a manifest becomes privileged',
    ...between('kubernetes_manifest', pod(false), pod(true)),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        'kubernetes_manifest.own',
        /^grants more: privileged \(it may do everything on its node\)$/m,
      ],
    ],
  },
  {
    name: 'a binding in a manifest gives cluster-admin',
    ...between('kubernetes_manifest', binding('view'), binding('cluster-admin')),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        'kubernetes_manifest.own',
        /^gives the role cluster-admin in place of view to/,
      ],
    ],
  },
];
