import {
  checkWorkload,
  existingServiceAccount,
  type Right,
  ScheduledWorkload,
  type ServiceAccount,
  Workload,
  type WorkloadSpec,
} from '../../../constructs/workload';
import { BASICS, podOf, props, spec, synthApi } from './a-workload';
import { synthKubernetes } from './synth-kubernetes';

const READ: Right = { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'watch'] };

const problemsOf = (serviceAccount: WorkloadSpec['serviceAccount'], more: Partial<WorkloadSpec> = {}) =>
  checkWorkload(spec({ serviceAccount, ...more }), '').map(({ rule, path }) => `${rule} ${path}`);

test('without one, pods run under the account of the namespace, without a token', () => {
  const resource = synthApi();
  expect(podOf(resource)).toMatchObject({ automount_service_account_token: false });
  expect(podOf(resource).service_account_name).toBe('default');
  expect(resource).not.toHaveProperty('kubernetes_service_account_v1');
});

test('an account of its own bears the name of the workload and what a cloud knows it by, and gives no token', () => {
  const resource = synthApi({
    serviceAccount: { annotations: { 'iam.gke.io/gcp-service-account': 'api@${x}' } },
  });
  expect(resource.kubernetes_service_account_v1.api).toMatchObject({
    metadata: {
      name: 'api',
      namespace: 'shop-prod',
      annotations: { 'iam.gke.io/gcp-service-account': 'api@$${x}' },
    },
    automount_service_account_token: false,
  });
  expect(podOf(resource)).toMatchObject({
    service_account_name: 'api',
    automount_service_account_token: false,
  });
  expect(resource.kubernetes_deployment_v1.api.depends_on).toContain('kubernetes_service_account_v1.api');
});

test.each<[string, WorkloadSpec['serviceAccount'], boolean]>([
  ['that asks for it', { token: true }, true],
  ['with rights', { rights: [READ] }, true],
  ['with rights that only others use', { rights: [READ], token: false }, false],
  ['that is there already', existingServiceAccount('vault'), false],
  ['that is there already and asks for it', existingServiceAccount('vault', { token: true }), true],
])('whether pods get a token under an account %s', (_which, serviceAccount, token) => {
  expect(podOf(synthApi({ serviceAccount }))).toMatchObject({ automount_service_account_token: token });
});

test('an account that is there already is named and not made', () => {
  const resource = synthApi({ serviceAccount: existingServiceAccount('vault') });
  expect(podOf(resource).service_account_name).toBe('vault');
  expect(resource).not.toHaveProperty('kubernetes_service_account_v1');
});

describe('rights', () => {
  const serviceAccount: ServiceAccount = {
    rights: [
      { ...READ, resourceNames: ['leader'] },
      { apiGroups: ['batch'], resources: ['jobs'], verbs: ['*'], reason: 'runs ${builds}' },
    ],
    clusterRights: [{ ...READ, resources: ['nodes'], reason: 'shows where' }],
  };
  const resource = synthApi({ serviceAccount });

  test('become a role in the namespace, with their reasons beside it, that is bound to the account', () => {
    expect(resource.kubernetes_role_v1.api).toMatchObject({
      metadata: { name: 'api', namespace: 'shop-prod', annotations: { 'slipway/rights': 'runs $${builds}' } },
      rule: [
        { api_groups: [''], resources: ['configmaps'], resource_names: ['leader'], verbs: ['get', 'watch'] },
        { api_groups: ['batch'], resources: ['jobs'], verbs: ['*'] },
      ],
    });
    expect(resource.kubernetes_role_binding_v1.api).toMatchObject({
      metadata: { namespace: 'shop-prod' },
      role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'Role', name: 'api' },
      subject: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop-prod' }],
    });
  });

  test('of the whole cluster become a cluster role that no other namespace has', () => {
    expect(resource.kubernetes_cluster_role_v1['shop-prod-api']).toMatchObject({
      metadata: { name: 'shop-prod-api', annotations: { 'slipway/rights': 'shows where' } },
      rule: [{ resources: ['nodes'] }],
    });
    const binding = resource.kubernetes_cluster_role_binding_v1['shop-prod-api'];
    expect(binding.role_ref).toMatchObject({ kind: 'ClusterRole', name: 'shop-prod-api' });
    expect(binding.metadata).not.toHaveProperty('namespace');
  });

  test('are there before the pods are', () => {
    expect(resource.kubernetes_deployment_v1.api.depends_on).toEqual(
      expect.arrayContaining([
        'kubernetes_role_binding_v1.api',
        'kubernetes_cluster_role_binding_v1.shop-prod-api',
      ]),
    );
  });
});

test('what runs on a schedule may run under the account of a workload, once that is there', () => {
  const resource = synthKubernetes((stack) => {
    const api = new Workload(stack, 'api', props({ serviceAccount: { rights: [READ] } }));
    const { namespace } = props();
    const { replicas: _replicas, ...basics } = BASICS;
    const { serviceAccount } = api;
    new ScheduledWorkload(stack, 'nightly', { ...basics, namespace, serviceAccount, schedule: '@daily' });
  });
  const job = resource.kubernetes_cron_job_v1.nightly;
  expect(job.spec.job_template.spec.template.spec).toMatchObject({
    service_account_name: 'api',
    automount_service_account_token: true,
  });
  expect(job.depends_on).toEqual(
    expect.arrayContaining(['kubernetes_service_account_v1.api', 'kubernetes_role_binding_v1.api']),
  );
  expect(Object.keys(resource.kubernetes_service_account_v1)).toEqual(['api']);
});

test.each<[string, Right]>([
  ['every verb', { ...READ, verbs: ['*'] }],
  ['every resource', { ...READ, resources: ['*'] }],
  ['a part of every resource', { ...READ, resources: ['*/scale'] }],
  ['every group', { ...READ, apiGroups: ['*'] }],
  ['more rights than it has', { ...READ, verbs: ['escalate'] }],
  ['the rights of a role', { ...READ, verbs: ['bind'] }],
  ['the rights of somebody else', { ...READ, verbs: ['impersonate'] }],
])('a right to %s needs a reason', (_what, right) => {
  expect(problemsOf({ rights: [right] })).toEqual(['workload/reason .serviceAccount.rights[0].reason']);
  expect(problemsOf({ rights: [{ ...right, reason: 'an operator' }] })).toEqual([]);
});

test.each<[string, WorkloadSpec['serviceAccount'], string]>([
  ['a reason of blanks', { rights: [{ ...READ, reason: ' ' }] }, 'reason .serviceAccount.rights[0].reason'],
  [
    'rights of the cluster without a reason',
    { clusterRights: [{ ...READ, reason: '' }] },
    'reason .serviceAccount.clusterRights[0].reason',
  ],
  ['no verb', { rights: [{ ...READ, verbs: [] }] }, 'rights .serviceAccount.rights[0].verbs'],
  [
    'an empty resource',
    { rights: [{ ...READ, resources: [''] }] },
    'rights .serviceAccount.rights[0].resources',
  ],
  [
    'no names, which would stand for all',
    { rights: [{ ...READ, resourceNames: [] }] },
    'rights .serviceAccount.rights[0].resourceNames',
  ],
  [
    'making objects of one name only',
    { rights: [{ ...READ, verbs: ['create'], resourceNames: ['leader'] }] },
    'rights .serviceAccount.rights[0].resourceNames',
  ],
  [
    'a name that no account has',
    existingServiceAccount('No Account'),
    'service-account .serviceAccount.name',
  ],
  ...(
    [
      ['a group with its version', { apiGroups: ['apps/v1'] }, 'apiGroups'],
      ['the version of the core group', { apiGroups: ['v1'] }, 'apiGroups'],
      ['a kind in place of a resource', { resources: ['ConfigMap'] }, 'resources'],
      ['a verb in capitals', { verbs: ['GET'] }, 'verbs'],
      ['a misspelt verb', { verbs: ['lsit'] }, 'verbs'],
      ['a name of spaces', { resourceNames: [' '] }, 'resourceNames'],
    ] as const
  ).map(([what, wrong, list]): [string, object, string] => [
    `${what}, by which Kubernetes grants nothing`,
    { rights: [{ ...READ, ...wrong }] },
    `rights .serviceAccount.rights[0].${list}`,
  ]),
])('refused: %s', (_what, serviceAccount, problem) => {
  expect(problemsOf(serviceAccount)).toEqual([`workload/${problem}`]);
});

test('refused: an account of its own by the name that every namespace has already', () => {
  expect(problemsOf({}, { name: 'default' })).toEqual(['workload/service-account .name']);
});

test('refused: a wrong name at any depth, and rights of an account that somebody else makes', () => {
  expect(problemsOf({ rights: [{ ...READ, verb: ['get'] }] } as never)).not.toEqual([]);
  expect(problemsOf({ ...existingServiceAccount('vault'), rights: [READ] })).not.toEqual([]);
});
