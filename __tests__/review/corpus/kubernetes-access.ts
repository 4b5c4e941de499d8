import { container, workload } from '../support/resources';
import { between } from './between';
import type { Pair } from './pair';

// Who may do what in a cluster, and what pods may do. None of these is planned in the lab: see `NOT_PLANNED`.

const DEPLOYMENT = 'kubernetes_deployment_v1';
const deployment = (before: object, after: object) => between(DEPLOYMENT, workload(before), workload(after));
const ROLE = 'kubernetes_cluster_role_v1';
const role = (verbs: readonly string[], resources: readonly string[], more: object = {}) => ({
  metadata: { name: 'own', ...more },
  rule: [{ api_groups: [''], resources, verbs }],
});
const BINDING = 'kubernetes_cluster_role_binding_v1';
const binding = (name: string, ...subject: readonly object[]) => ({
  metadata: { name: 'own' },
  role_ref: { kind: 'ClusterRole', name, api_group: 'rbac.authorization.k8s.io' },
  subject,
});
const ADA = { kind: 'User', name: 'ada' };
const NAMESPACE = 'kubernetes_namespace_v1';
const namespace = (labels: object) => ({ metadata: { name: 'small-prod', labels } });
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const WEBHOOKS = 'kubernetes_validating_webhook_configuration_v1';
const webhooks = (failure_policy: string) => ({
  metadata: { name: 'own' },
  webhook: [{ name: 'a.b.c', failure_policy }],
});

export const access: readonly Pair[] = [
  {
    name: 'a role may use every verb',
    ...between(ROLE, role(['get'], ['pods']), role(['*'], ['pods'])),
    outcome: 'approval',
    entries: [['privileges', 'update', `${ROLE}.own`, /^grants more: every verb on pods$/]],
  },
  {
    name: 'a role may use fewer verbs',
    ...between(ROLE, role(['get', 'delete'], ['pods']), role(['get'], ['pods'])),
    outcome: 'changes',
    entries: [['privileges', 'update', `${ROLE}.own`, /^no longer grants delete on pods$/]],
  },
  {
    name: 'a role may read secrets',
    ...between(ROLE, role(['get'], ['pods']), role(['get'], ['pods', 'secrets'])),
    outcome: 'approval',
    entries: [['privileges', 'update', `${ROLE}.own`, /^grants more: get on secrets$/]],
  },
  {
    name: 'a role may act for others',
    ...between(ROLE, role(['get'], ['users']), role(['get', 'impersonate'], ['users'])),
    outcome: 'approval',
    entries: [['privileges', 'update', `${ROLE}.own`, /^grants more: impersonate on users$/]],
  },
  {
    name: 'a role gets another label, which grants nothing',
    ...between(
      ROLE,
      role(['get'], ['pods'], { labels: { a: 'a' } }),
      role(['get'], ['pods'], { labels: { a: 'b' } }),
    ),
    outcome: 'changes',
    entries: [['rest', 'update', `${ROLE}.own`]],
  },
  {
    name: 'a role says in another order what it said',
    ...between(ROLE, role(['get', 'list'], ['pods']), role(['list', 'get'], ['pods'])),
    outcome: 'nothing',
    entries: [],
  },
  {
    name: 'a role is given to everybody without a login',
    ...between(
      BINDING,
      binding('view', ADA),
      binding('view', ADA, { kind: 'User', name: 'system:anonymous' }),
    ),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        `${BINDING}.own`,
        /^gives the role view to everybody, also without a login \(system:anonymous\)$/,
      ],
    ],
  },
  {
    name: 'a role is taken from somebody',
    ...between(BINDING, binding('view', ADA, { kind: 'User', name: 'eve' }), binding('view', ADA)),
    outcome: 'changes',
    entries: [['privileges', 'update', `${BINDING}.own`, /^no longer gives the role view to User eve$/]],
  },
  {
    name: 'an account gets the rights of another role of AWS',
    ...between(
      'kubernetes_service_account_v1',
      {
        metadata: { name: 'own', annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/read' } },
      },
      {
        metadata: { name: 'own', annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/admin' } },
      },
    ),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        'kubernetes_service_account_v1.own',
        /^gets the rights of arn:aws:iam::1:role\/admin in the cloud$/,
      ],
    ],
  },
  {
    name: 'a namespace that enforced nothing lets its pods do everything',
    ...between(NAMESPACE, namespace({}), namespace({ [ENFORCE]: 'privileged' })),
    outcome: 'approval',
    entries: [['privileges', 'update', `${NAMESPACE}.own`, /^lets its pods do everything/]],
  },
  {
    name: 'a namespace that enforced nothing enforces a standard',
    ...between(NAMESPACE, namespace({}), namespace({ [ENFORCE]: 'restricted' })),
    outcome: 'changes',
    entries: [['rest', 'update', `${NAMESPACE}.own`]],
  },
  {
    name: 'a container says no longer as whom it runs',
    ...deployment(
      { container: { security_context: { ...container().security_context, run_as_user: '1000' } } },
      {},
    ),
    outcome: 'approval',
    entries: [['privileges', 'update', `${DEPLOYMENT}.own`, /grants more: run_as_user/]],
  },
  {
    name: 'what a webhook does not answer passes',
    ...between(WEBHOOKS, webhooks('Fail'), webhooks('Ignore')),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        `${WEBHOOKS}.own`,
        /^lets everything pass while the webhook a\.b\.c does not answer/,
      ],
    ],
  },
  {
    name: 'a limit for pods goes, and holds nothing',
    ...between(
      'kubernetes_limit_range_v1',
      { metadata: { name: 'own' }, spec: { limit: [{ type: 'Container' }] } },
      undefined,
    ),
    outcome: 'changes',
    entries: [['replacement', 'delete', 'kubernetes_limit_range_v1.own', /^is destroyed$/]],
  },
  {
    name: 'a quota becomes smaller, which replaces nothing',
    ...between(
      'kubernetes_resource_quota_v1',
      { metadata: { name: 'own' }, spec: { hard: { pods: '10' } } },
      { metadata: { name: 'own' }, spec: { hard: { pods: '5' } } },
    ),
    outcome: 'changes',
    entries: [['capacity', 'update', 'kubernetes_resource_quota_v1.own']],
  },
];
