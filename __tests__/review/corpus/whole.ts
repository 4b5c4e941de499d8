import { container, workload } from '../support/resources';
import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

// Blocks that come or go as a whole, with all that is in them.

const WEB = 'kubernetes_deployment_v1.web';
const web = (changes: object): StacksJson => ({
  'dev-services': { kubernetes_deployment_v1: { web: workload(changes) } },
});
const pod = (changes: object): StacksJson => web({ pod: changes });
const beside = (name: string, changes: object): StacksJson =>
  pod({ container: [container(), container({ name, port: [], ...changes })] });
const CLAIMED = { name: 'data', persistent_volume_claim: { claim_name: 'data' } };

export const whole: readonly Pair[] = [
  {
    name: 'the security context of a container goes',
    before: web({}),
    after: web({ container: { security_context: null } }),
    outcome: 'approval',
    entries: [
      [
        'privileges',
        'update',
        WEB,
        /grants more: allow_privilege_escalation.*grants more: capabilities.drop.*grants more: run_as_non_root/s,
      ],
    ],
  },
  {
    name: 'the security context of the pods goes',
    before: web({}),
    after: pod({ security_context: null }),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /run_as_non_root.*seccomp_profile.type/s]],
  },
  {
    name: 'the capabilities that were dropped are dropped no longer',
    before: web({}),
    after: web({
      container: { security_context: { ...container().security_context, capabilities: null } },
    }),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /grants more: capabilities.drop/]],
  },
  {
    name: 'a folder of the node is mounted',
    before: web({}),
    after: pod({ volume: [{ name: 'node', host_path: { path: '/etc' } }] }),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /grants more: host_path/]],
  },
  {
    name: 'a folder of the node is mounted no longer',
    before: pod({ volume: [{ name: 'node', host_path: { path: '/etc' } }] }),
    after: web({}),
    outcome: 'changes',
    entries: [['privileges', 'update', WEB, /changes privileges: host_path/]],
  },
  {
    name: 'a port of the node is taken',
    before: web({}),
    after: web({
      container: { port: [...container().port, { name: 'admin', container_port: 9090, host_port: 9090 }] },
    }),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /grants more: host_port/]],
  },
  {
    name: 'a privileged container comes along',
    before: web({}),
    after: beside('agent', { security_context: { privileged: true } }),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /grants more: privileged/]],
  },
  {
    name: 'a privileged container comes along, where the other was written as a block',
    before: pod({ container: container() }),
    after: beside('agent', { security_context: { privileged: true } }),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /grants more: privileged/]],
  },
  {
    name: 'a container comes along that may do no more than the other',
    before: web({}),
    after: beside('agent', {}),
    outcome: 'changes',
    entries: [['capacity', 'update', WEB, /another size/]],
  },
  {
    name: 'a container comes that starts first, as root',
    before: web({}),
    after: pod({
      init_container: [container({ name: 'first', port: [], security_context: { run_as_user: 0 } })],
    }),
    outcome: 'approval',
    entries: [['privileges', 'update', WEB, /grants more: run_as_user/]],
  },
  {
    name: 'a container goes, and with it what it was not allowed',
    before: beside('agent', {}),
    after: web({}),
    outcome: 'changes',
    entries: [['capacity', 'update', WEB, /another size/]],
  },
  {
    name: 'a volume goes with its claim',
    before: pod({ volume: [CLAIMED] }),
    after: web({}),
    outcome: 'approval',
    entries: [['data', 'update', WEB, /another claim, or none/]],
  },
  {
    name: 'a volume gets another name and keeps its claim',
    before: pod({ volume: [CLAIMED] }),
    after: pod({ volume: [{ ...CLAIMED, name: 'files' }] }),
    outcome: 'changes',
    entries: [['rest', 'update', WEB]],
  },
  {
    name: 'a claim gives way to a folder that goes with the pod',
    before: pod({ volume: [CLAIMED] }),
    after: pod({ volume: [{ name: 'data', empty_dir: {} }] }),
    outcome: 'approval',
    entries: [['data', 'update', WEB, /another claim, or none/]],
  },
  {
    name: 'all variables go',
    before: web({}),
    after: web({ container: { env: null } }),
    outcome: 'changes',
    entries: [['rest', 'update', WEB]],
  },
  {
    name: 'requests and limits go',
    before: web({}),
    after: web({ container: { resources: null } }),
    outcome: 'changes',
    entries: [['capacity', 'update', WEB, /limits.memory, requests.cpu, requests.memory/]],
  },
  {
    name: 'a new service that has the run of its node',
    before: { 'dev-services': {} },
    after: web({
      container: { security_context: { privileged: true } },
      pod: { host_network: true },
    }),
    outcome: 'approval',
    entries: [['privileges', 'create', WEB, /grants more: privileged.*grants more: host_network/s]],
  },
  {
    name: 'an account may do anything in the cluster',
    before: { 'dev-base': {} },
    after: { 'dev-base': { kubernetes_cluster_role_binding_v1: { all: binding() } } },
    outcome: 'approval',
    entries: [
      ['privileges', 'create', 'kubernetes_cluster_role_binding_v1.all', /gives the role cluster-admin to/],
    ],
  },
];

function binding(): object {
  return {
    metadata: { name: 'web' },
    role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subject: [{ kind: 'ServiceAccount', name: 'default', namespace: 'small-dev' }],
  };
}
