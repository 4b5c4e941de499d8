import { allowFrom, DENY_ALL, ingress, kubernetesService, workload } from '../support/resources';
import type { StacksJson } from '../support/synth-of';
import { between } from './between';
import type { Pair } from './pair';

// Who reaches what. None of these is planned in the lab: see `NOT_PLANNED`.

const DEPLOYMENT = 'kubernetes_deployment_v1';
const SERVICE = 'kubernetes_service_v1';
const service = (before: object, after: object) =>
  between(SERVICE, kubernetesService(before), kubernetesService(after));
const POLICY = 'kubernetes_network_policy_v1';
const INGRESS = 'kubernetes_ingress_v1';
const annotated = (before: object, after: object) => {
  const of = (annotations: object) => ({ ...ingress(), metadata: { ...ingress().metadata, annotations } });
  return between(INGRESS, of(before), of(after));
};
const NGINX = 'nginx.ingress.kubernetes.io';
const policy = (spec: object) => ({
  ...DENY_ALL,
  spec: { pod_selector: { match_labels: { app: 'web' } }, ...spec },
});
const beside = (one: object | undefined, other: object): StacksJson => ({
  'prod-services': { [POLICY]: { ...(one === undefined ? {} : { own: one }), deny: other } },
});

const DNS = {
  to: [{ namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
  ports: [{ port: '53', protocol: 'UDP' }],
};
const denying = (egress: object) => ({ ...DENY_ALL, spec: { ...DENY_ALL.spec, egress: [egress] } });

export const reach: readonly Pair[] = [
  {
    name: 'the policy that denies everything lets pods ask for names',
    ...between(POLICY, DENY_ALL, denying(DNS)),
    outcome: 'changes',
    entries: [
      [
        'exposure',
        'update',
        `${POLICY}.own`,
        /^every pod of its namespace may reach every pod of kube-system, UDP 53$/,
      ],
    ],
  },
  {
    name: 'the policy that denies everything lets pods reach everything',
    ...between(POLICY, DENY_ALL, denying({})),
    outcome: 'approval',
    entries: [['exposure', 'update', `${POLICY}.own`, /^no longer denies what no other policy allows$/]],
  },
  {
    name: 'an ingress gets TLS',
    ...between(INGRESS, ingress({ tls: [] }), ingress()),
    outcome: 'changes',
    entries: [['exposure', 'update', `${INGRESS}.own`, /^serves with TLS what had none$/]],
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
];
