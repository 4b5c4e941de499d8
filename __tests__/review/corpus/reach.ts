import {
  allowFrom,
  CLOUD_CONFIG,
  DENY_ALL,
  ingress,
  kubernetesService,
  machine,
  workload,
} from '../support/resources';
import type { Pair } from './pair';

const at = (stack: string, type: string, resources: object) => ({ [stack]: { [type]: resources } });
const web = (changes: object, stack = 'dev-services') =>
  at(stack, 'kubernetes_deployment_v1', { web: workload(changes) });
const WEB = 'kubernetes_deployment_v1.web';
const context = (changes: object) => ({
  container: {
    security_context: { ...workload().spec.template.spec.container[0].security_context, ...changes },
  },
});

export const reach: readonly Pair[] = [
  {
    name: 'a new ingress in a protected environment',
    before: { 'prod-services': {} },
    after: at('prod-services', 'kubernetes_ingress_v1', { web: ingress() }),
    outcome: 'approval',
    entries: [['exposure', 'create', 'kubernetes_ingress_v1.web', /lets the outside in/]],
  },
  {
    name: 'a new ingress in dev',
    before: { 'dev-services': {} },
    after: at('dev-services', 'kubernetes_ingress_v1', { web: ingress() }),
    outcome: 'changes',
    entries: [['exposure', 'create', 'kubernetes_ingress_v1.web', /lets the outside in/]],
  },
  {
    name: 'an ingress loses TLS',
    before: at('dev-services', 'kubernetes_ingress_v1', { web: ingress() }),
    after: at('dev-services', 'kubernetes_ingress_v1', { web: ingress({ tls: [] }) }),
    outcome: 'approval',
    entries: [['exposure', 'update', 'kubernetes_ingress_v1.web', /without TLS/]],
  },
  {
    name: 'a service becomes a load balancer',
    before: at('prod-services', 'kubernetes_service_v1', { web: kubernetesService() }),
    after: at('prod-services', 'kubernetes_service_v1', { web: kubernetesService({ type: 'LoadBalancer' }) }),
    outcome: 'approval',
    entries: [['exposure', 'update', 'kubernetes_service_v1.web', /outside the cluster/]],
  },
  {
    name: 'the policy that denies everything disappears',
    before: at('dev-base', 'kubernetes_network_policy_v1', { deny: DENY_ALL }),
    after: { 'dev-base': {} },
    outcome: 'approval',
    entries: [['exposure', 'delete', 'kubernetes_network_policy_v1.deny', /no longer denies/]],
  },
  {
    name: 'a policy allows one client more',
    before: at('prod-services', 'kubernetes_network_policy_v1', { web: allowFrom('a') }),
    after: at('prod-services', 'kubernetes_network_policy_v1', { web: allowFrom('a', 'b') }),
    outcome: 'changes',
    entries: [['exposure', 'update', 'kubernetes_network_policy_v1.web', /^b may reach web, every port$/]],
  },
  {
    name: 'a container becomes privileged',
    before: web({}),
    after: web(context({ privileged: true, allow_privilege_escalation: true })),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /grants more: privileged/]],
  },
  {
    name: 'a container is no longer privileged',
    before: web(context({ privileged: true, allow_privilege_escalation: true })),
    after: web({}),
    outcome: 'changes',
    entries: [['privileges', 'update', WEB, /changes privileges: .*privileged/s]],
  },
  {
    name: 'a container gets a capability',
    before: web({}),
    after: web(context({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } })),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /capabilities.add/]],
  },
  {
    name: 'pods may run as root',
    before: web({}),
    after: web(context({ run_as_non_root: false })),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /run_as_non_root/]],
  },
  {
    name: 'a namespace enforces less',
    before: enforces('restricted'),
    after: enforces('baseline'),
    outcome: 'approval',
    entries: [['privileges', 'update', 'kubernetes_namespace_v1.small', /weaker/]],
  },
  {
    name: 'somebody else may log in to a machine',
    before: { 'dev-machines-a': machine() },
    after: { 'dev-machines-a': machine({ userData: CLOUD_CONFIG.replace('name: ops', 'name: eve') }) },
    outcome: 'approval',
    entries: [
      ['replacement', 'replace', 'libvirt_domain.nodes-0'],
      ['privileges', 'replace', 'libvirt_cloudinit_disk.nodes-0', /who may log in/],
    ],
  },
  {
    name: 'more replicas',
    before: web({}, 'prod-services'),
    after: web({ spec: { replicas: '3' } }, 'prod-services'),
    outcome: 'changes',
    entries: [['capacity', 'update', WEB, /spec.replicas/]],
  },
  {
    name: 'less memory',
    before: web({}),
    after: web({ container: { resources: { requests: { cpu: '500m', memory: '512Mi' } } } }),
    outcome: 'changes',
    entries: [['capacity', 'update', WEB, /another size/]],
  },
];

function enforces(level: string) {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  return at('dev-base', 'kubernetes_namespace_v1', { small: { metadata: { name: 'small', labels } } });
}
