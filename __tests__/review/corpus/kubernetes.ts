import {
  allowFrom,
  container,
  DENY_ALL,
  ingress,
  kubernetesService,
  statefulSet,
  workload,
} from '../support/resources';
import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

// What a change to an object of Kubernetes means to people. None of these is planned in the lab: see `NOT_PLANNED`.

type Between = Pick<Pair, 'before' | 'after'>;
const inProd = (type: string, resource: object | undefined): StacksJson => ({
  'prod-services': resource === undefined ? {} : { [type]: { own: resource } },
});
const between = (type: string, before: object | undefined, after: object | undefined): Between => ({
  before: inProd(type, before),
  after: inProd(type, after),
});

const DEPLOYMENT = 'kubernetes_deployment_v1';
const deployment = (before: object, after: object): Between =>
  between(DEPLOYMENT, workload(before), workload(after));
const SERVICE = 'kubernetes_service_v1';
const service = (before: object, after: object): Between =>
  between(SERVICE, kubernetesService(before), kubernetesService(after));
const POLICY = 'kubernetes_network_policy_v1';
const INGRESS = 'kubernetes_ingress_v1';
const annotated = (before: object, after: object): Between => {
  const of = (annotations: object) => ({ ...ingress(), metadata: { ...ingress().metadata, annotations } });
  return between(INGRESS, of(before), of(after));
};
const NGINX = 'nginx.ingress.kubernetes.io';
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
const BUDGET = 'kubernetes_pod_disruption_budget_v1';
const budget = (spec: object) => ({
  metadata: { name: 'own', namespace: 'small-prod' },
  spec: { selector: { match_labels: { app: 'web' } }, ...spec },
});
const WEBHOOKS = 'kubernetes_validating_webhook_configuration_v1';
const webhooks = (failure_policy: string) => ({
  metadata: { name: 'own' },
  webhook: [{ name: 'a.b.c', failure_policy }],
});
const SET = 'kubernetes_stateful_set_v1';
const scaled = (replicas: number) =>
  statefulSet({ replicas, persistent_volume_claim_retention_policy: { when_scaled: 'Delete' } });
const mounting = (mount: object | undefined) => ({
  pod: { volume: [{ name: 'data', persistent_volume_claim: { claim_name: 'store' } }] },
  container: { volume_mount: mount === undefined ? [] : [{ name: 'data', ...mount }] },
});
const APART = {
  affinity: {
    pod_anti_affinity: {
      required_during_scheduling_ignored_during_execution: [{ topology_key: 'kubernetes.io/hostname' }],
    },
  },
};
const policy = (spec: object) => ({
  ...DENY_ALL,
  spec: { pod_selector: { match_labels: { app: 'web' } }, ...spec },
});
const beside = (one: object | undefined, other: object): StacksJson => ({
  'prod-services': { [POLICY]: { ...(one === undefined ? {} : { own: one }), deny: other } },
});
const definition = {
  manifest: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
  },
};
const secretOf = {
  manifest: {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'own', namespace: 'small-prod' },
  },
};
const probe = (name: string) => ({ container: { [name]: { http_get: { path: '/', port: '8080' } } } });

export const kubernetes: readonly Pair[] = [
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
    entries: [['rest', 'update', 'kubernetes_resource_quota_v1.own']],
  },
  {
    name: 'the only policy about some pods goes, and they are open to all',
    ...between(POLICY, allowFrom('a'), undefined),
    outcome: 'approval',
    entries: [
      [
        'exposure',
        'delete',
        `${POLICY}.own`,
        /^no longer denies what no other policy allows to web \(what comes in\)$/,
      ],
    ],
  },
  {
    name: 'a policy about some pods goes, and another one denies what it allowed',
    before: beside(allowFrom('a'), DENY_ALL),
    after: beside(undefined, DENY_ALL),
    outcome: 'changes',
    entries: [['exposure', 'delete', `${POLICY}.own`, /^a may no longer reach web, every port$/]],
  },
  {
    name: 'one of two policies that deny everything goes',
    before: beside(DENY_ALL, DENY_ALL),
    after: beside(undefined, DENY_ALL),
    outcome: 'changes',
    entries: [['rest', 'delete', `${POLICY}.own`]],
  },
  {
    name: 'pods go with the only policy about them',
    before: {
      'prod-services': {
        [POLICY]: { own: allowFrom('web') },
        [DEPLOYMENT]: { web: workload({ spec: { template: { metadata: { labels: { app: 'web' } } } } }) },
      },
    },
    after: { 'prod-services': {} },
    outcome: 'approval',
    entries: [
      ['replacement', 'delete', `${DEPLOYMENT}.web`],
      ['exposure', 'delete', `${POLICY}.own`, /^web may no longer reach web, every port$/],
    ],
  },
  {
    name: 'a policy is no longer about what goes out',
    ...between(
      POLICY,
      policy({ policy_types: ['Ingress', 'Egress'], ingress: [{ from: [{ pod_selector: {} }] }] }),
      policy({ policy_types: ['Ingress'], ingress: [{ from: [{ pod_selector: {} }] }] }),
    ),
    outcome: 'approval',
    entries: [
      [
        'exposure',
        'update',
        `${POLICY}.own`,
        /^no longer denies what no other policy allows to web \(what goes out\)$/,
      ],
    ],
  },
  {
    name: 'a policy no longer leaves out where clouds give credentials',
    ...between(
      POLICY,
      policy({
        policy_types: ['Egress'],
        egress: [{ to: [{ ip_block: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32', '10.0.0.0/8'] } }] }],
      }),
      policy({
        policy_types: ['Egress'],
        egress: [{ to: [{ ip_block: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }],
      }),
    ),
    outcome: 'approval',
    entries: [['exposure', 'update', `${POLICY}.own`, /^web may reach 169\.254\.169\.254\/32, every port$/]],
  },
  {
    name: 'a load balancer lets fewer addresses in',
    ...service(
      { type: 'LoadBalancer' },
      { type: 'LoadBalancer', load_balancer_source_ranges: ['198.51.100.0/24'] },
    ),
    outcome: 'changes',
    entries: [['exposure', 'update', `${SERVICE}.own`, /^no longer lets any address in$/]],
  },
  {
    name: 'a load balancer goes back into the cluster',
    ...service({ type: 'LoadBalancer' }, { type: 'ClusterIP' }),
    outcome: 'approval',
    entries: [
      [
        'exposure',
        'update',
        `${SERVICE}.own`,
        /^is no longer reached from outside the cluster, as LoadBalancer$/,
      ],
    ],
  },
  {
    name: 'a service leads out of the cluster',
    ...service({}, { type: 'ExternalName', external_name: 'other.example.net' }),
    outcome: 'approval',
    entries: [['exposure', 'update', `${SERVICE}.own`, /^leads out of the cluster, to other\.example\.net$/]],
  },
  {
    name: 'a service selects nothing any more',
    ...service({ selector: { app: 'web' } }, {}),
    outcome: 'approval',
    entries: [['exposure', 'update', `${SERVICE}.own`, /^leads to no pods that it selects any more$/]],
  },
  {
    name: 'pods no longer see who visits them',
    ...service(
      { type: 'LoadBalancer', external_traffic_policy: 'Local' },
      { type: 'LoadBalancer', external_traffic_policy: 'Cluster' },
    ),
    outcome: 'changes',
    entries: [['exposure', 'update', `${SERVICE}.own`, /^no longer keeps the addresses of visitors/]],
  },
  {
    name: 'an ingress no longer asks where visitors come from',
    ...annotated({ [`${NGINX}/whitelist-source-range`]: '198.51.100.0/24' }, {}),
    outcome: 'approval',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^no longer asks where visitors come from/]],
  },
  {
    name: 'an ingress no longer asks visitors who they are',
    ...annotated({ [`${NGINX}/auth-url`]: 'https://auth.example.com' }, {}),
    outcome: 'approval',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^no longer asks visitors who they are/]],
  },
  {
    name: 'an ingress no longer sends visitors to TLS',
    ...annotated({}, { [`${NGINX}/ssl-redirect`]: 'false' }),
    outcome: 'approval',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^no longer sends visitors to TLS/]],
  },
  {
    name: 'an ingress has configuration of its own',
    ...annotated({}, { [`${NGINX}/configuration-snippet`]: 'more_set_headers "a: b";' }),
    outcome: 'approval',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^has its controller run configuration of its own/]],
  },
  {
    name: 'an ingress takes larger requests',
    ...annotated({ [`${NGINX}/proxy-body-size`]: '1m' }, { [`${NGINX}/proxy-body-size`]: '8m' }),
    outcome: 'changes',
    entries: [['rest', 'update', `${INGRESS}.own`]],
  },
  {
    name: 'an ingress leads to another service',
    ...between(
      INGRESS,
      ingress(),
      ingress({
        rule: [
          {
            host: 'example.com',
            http: {
              path: [
                {
                  path: '/',
                  path_type: 'Prefix',
                  backend: { service: { name: 'admin', port: { name: 'http' } } },
                },
              ],
            },
          },
        ],
      }),
    ),
    outcome: 'approval',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^leads example\.com\/ to admin:http from now on$/]],
  },
  {
    name: 'the TLS of an ingress that names no host goes',
    ...between(INGRESS, ingress({ tls: [{ secret_name: 'web-tls' }] }), ingress({ tls: [] })),
    outcome: 'approval',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^serves without TLS what had it$/]],
  },
  {
    name: 'the TLS of a host is that of its domain from now on',
    ...between(
      INGRESS,
      ingress(),
      ingress({
        rule: ingress().spec.rule,
        tls: [{ hosts: ['example.com', '*.example.com'], secret_name: 'web-tls' }],
      }),
    ),
    outcome: 'approval',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^changes how clients outside are let in$/]],
  },
  {
    name: 'a rollout may stop all pods at once',
    ...deployment(
      { spec: { strategy: { rolling_update: { max_unavailable: '0' } } } },
      { spec: { strategy: { rolling_update: { max_unavailable: '100%' } } } },
    ),
    outcome: 'approval',
    entries: [
      [
        'availability',
        'update',
        `${DEPLOYMENT}.own`,
        /^may stop all its pods at once in a rollout \(max_unavailable\)$/,
      ],
    ],
  },
  {
    name: 'a container loses its liveness probe',
    ...deployment(probe('liveness_probe'), {}),
    outcome: 'changes',
    entries: [
      ['availability', 'update', `${DEPLOYMENT}.own`, /^loses the liveness probe of web\nrolls its pods$/],
    ],
  },
  {
    name: 'pods get less time to end',
    ...deployment(
      { pod: { termination_grace_period_seconds: 60 } },
      { pod: { termination_grace_period_seconds: 5 } },
    ),
    outcome: 'changes',
    entries: [['availability', 'update', `${DEPLOYMENT}.own`, /^gives its pods 5 s to end in place of 60 s/]],
  },
  {
    name: 'pods are no longer kept apart',
    ...deployment({ pod: APART }, {}),
    outcome: 'changes',
    entries: [['availability', 'update', `${DEPLOYMENT}.own`, /^no longer keeps its pods apart/]],
  },
  {
    name: 'a deployment is paused, and rolls nothing',
    ...deployment({}, { spec: { paused: true }, container: { image: 'nginx:2' } }),
    outcome: 'changes',
    entries: [['availability', 'update', `${DEPLOYMENT}.own`, /^no longer rolls its pods: .*\(paused\)$/]],
  },
  {
    name: 'a budget lets no pod go',
    ...between(BUDGET, budget({ max_unavailable: '1' }), budget({ max_unavailable: '0' })),
    outcome: 'approval',
    entries: [
      ['capacity', 'replace', `${BUDGET}.own`, /^lets no pod go: a drain of their machines waits for ever$/m],
    ],
  },
  {
    name: 'a budget goes',
    ...between(BUDGET, budget({ max_unavailable: '1' }), undefined),
    outcome: 'changes',
    entries: [
      ['capacity', 'delete', `${BUDGET}.own`, /^no longer limits how many pods a drain takes at once$/],
    ],
  },
  {
    name: 'a set deletes the claims of the pods that go',
    ...between(SET, scaled(3), scaled(1)),
    outcome: 'approval',
    entries: [
      [
        'data',
        'update',
        `${SET}.own`,
        /^deletes the claims of the pods that go \(3 → 1 replicas\), and their data$/m,
      ],
    ],
  },
  {
    name: 'a container no longer mounts its claim',
    ...deployment(mounting({ mount_path: '/data' }), mounting(undefined)),
    outcome: 'approval',
    entries: [
      ['data', 'update', `${DEPLOYMENT}.own`, /^no longer mounts store: what it wrote so far is not there$/m],
    ],
  },
  {
    name: 'a container mounts another folder of its claim',
    ...deployment(mounting({ mount_path: '/data' }), mounting({ mount_path: '/data', sub_path: 'new' })),
    outcome: 'approval',
    entries: [['data', 'update', `${DEPLOYMENT}.own`, /^no longer mounts store: /m]],
  },
  {
    name: 'a container mounts its claim at another path',
    ...deployment(mounting({ mount_path: '/data' }), mounting({ mount_path: '/var/data' })),
    outcome: 'changes',
    entries: [['rest', 'update', `${DEPLOYMENT}.own`]],
  },
  {
    name: 'what runs on a schedule is suspended',
    ...between(
      'kubernetes_cron_job_v1',
      { metadata: { name: 'own' }, spec: { schedule: '0 0 * * *' } },
      { metadata: { name: 'own' }, spec: { schedule: '0 0 * * *', suspend: true } },
    ),
    outcome: 'approval',
    entries: [
      ['capacity', 'update', 'kubernetes_cron_job_v1.own', /^is suspended: it does not run any more$/],
    ],
  },
  {
    name: 'a kind of objects goes, with every object of it',
    ...between('kubernetes_manifest', definition, undefined),
    outcome: 'approval',
    entries: [
      [
        'data',
        'delete',
        'kubernetes_manifest.own',
        /^is destroyed, with every object of the kind that it defines$/,
      ],
    ],
  },
  {
    name: 'an object goes whose kind is not known',
    ...between('kubernetes_manifest', secretOf, undefined),
    outcome: 'approval',
    entries: [
      [
        'data',
        'delete',
        'kubernetes_manifest.own',
        /Slipway does not know ExternalSecret in kubernetes_manifest$/,
      ],
    ],
  },
];
