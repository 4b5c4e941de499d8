import { allowFrom, ingress, kubernetesService } from '../support/resources';
import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

// What is opened, to whom.

const inProd = (type: string, resource: object): StacksJson => ({
  'prod-services': { [type]: { web: resource } },
});
const policy = (resource: object): StacksJson => inProd('kubernetes_network_policy_v1', resource);
const POLICY = 'kubernetes_network_policy_v1.web';

/** What web may reach. */
function reaching(...to: readonly object[]): object {
  return {
    metadata: { name: 'web-to', namespace: 'small-prod' },
    spec: {
      pod_selector: { match_labels: { app: 'web' } },
      egress: [{ to, ports: [{ port: '443', protocol: 'TCP' }] }],
      policy_types: ['Egress'],
    },
  };
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const INTERNET = { ip_block: { cidr: '0.0.0.0/0', except: PRIVATE } };
const API = { pod_selector: { match_labels: { app: 'api' } } };

/** Who may reach web. */
function reached(...from: readonly object[]): object {
  return {
    metadata: { name: 'web-from', namespace: 'small-prod' },
    spec: { pod_selector: { match_labels: { app: 'web' } }, ingress: [{ from }], policy_types: ['Ingress'] },
  };
}

function loadBalancer(annotations: Readonly<Record<string, string>>): object {
  const { metadata, ...rest } = kubernetesService({ type: 'LoadBalancer' });
  return { ...rest, metadata: { ...metadata, annotations } };
}

const AWS_INTERNAL = 'service.beta.kubernetes.io/aws-load-balancer-internal';
const served = (...hosts: readonly string[]): object => {
  const [rule] = ingress().spec.rule;
  return ingress({
    rule: hosts.map((host) => ({ ...rule, host })),
    tls: [{ hosts, secret_name: 'web-tls' }],
  });
};

export const openings: readonly Pair[] = [
  {
    name: 'a policy opens the internet',
    before: policy(reaching(API)),
    after: policy(reaching(API, INTERNET)),
    outcome: 'approval',
    entries: [['exposure', 'update', POLICY, /^web may reach any address on the internet, TCP 443$/]],
  },
  {
    name: 'a policy opens another workload',
    before: policy(reaching(INTERNET)),
    after: policy(reaching(INTERNET, API)),
    outcome: 'changes',
    entries: [['exposure', 'update', POLICY, /^web may reach api, TCP 443$/]],
  },
  {
    name: 'a policy closes the internet',
    before: policy(reaching(API, INTERNET)),
    after: policy(reaching(API)),
    outcome: 'changes',
    entries: [
      ['exposure', 'update', POLICY, /^web may no longer reach any address on the internet, TCP 443$/],
    ],
  },
  {
    name: 'a policy lets any namespace in',
    before: policy(reached({ namespace_selector: { match_labels: { team: 'a' } } })),
    after: policy(reached({ namespace_selector: {} })),
    outcome: 'approval',
    entries: [['exposure', 'update', POLICY, /^every pod of every namespace may reach web, every port$/m]],
  },
  {
    name: 'a policy becomes about every pod',
    before: policy(allowFrom('a')),
    after: policy({ ...allowFrom('a'), spec: { ...allowFrom('a').spec, pod_selector: {} } }),
    outcome: 'approval',
    entries: [['exposure', 'update', POLICY, /is about every pod of its namespace.*a may reach every pod/s]],
  },
  {
    name: 'the annotation of an internal load balancer goes',
    before: inProd('kubernetes_service_v1', loadBalancer({ [AWS_INTERNAL]: 'true' })),
    after: inProd('kubernetes_service_v1', loadBalancer({})),
    outcome: 'approval',
    entries: [
      [
        'exposure',
        'update',
        'kubernetes_service_v1.web',
        /may be reached from the internet: .*aws-load-balancer-internal.* is gone/,
      ],
    ],
  },
  {
    name: 'the annotation of an internal load balancer says false',
    before: inProd('kubernetes_service_v1', loadBalancer({ [AWS_INTERNAL]: 'true' })),
    after: inProd('kubernetes_service_v1', loadBalancer({ [AWS_INTERNAL]: 'false' })),
    outcome: 'approval',
    entries: [['exposure', 'update', 'kubernetes_service_v1.web', /aws-load-balancer-internal.* is false/]],
  },
  {
    name: 'an ingress serves another host',
    before: inProd('kubernetes_ingress_v1', served('example.com')),
    after: inProd('kubernetes_ingress_v1', served('example.com', 'admin.example.com')),
    outcome: 'approval',
    entries: [
      [
        'exposure',
        'update',
        'kubernetes_ingress_v1.web',
        /^lets the outside in at admin\.example\.com\/ as well$/,
      ],
    ],
  },
];
