import {
  checkNamespace,
  clusterDns,
  type Dns,
  Namespace,
  nodeLocalDns,
  openshiftDns,
} from '../../../constructs/namespace';
import { mayConnect, type Party, type Policy } from '../workload/network';
import { synthKubernetes } from '../workload/synth-kubernetes';

const api = { namespace: 'shop', labels: { 'app.kubernetes.io/name': 'api' } };
const kubeDns: Party = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
const openshift: Party = {
  namespace: 'openshift-dns',
  labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
};

function asks(dns: readonly Dns[] | undefined, to: Party, port = 53): boolean {
  const policies = synthKubernetes((stack) => {
    new Namespace(stack, 'shop', { dns });
  }).kubernetes_network_policy_v1 as Record<string, Policy>;
  return mayConnect(policies, api, to, port, 'UDP') && mayConnect(policies, api, to, port, 'TCP');
}

test.each<[string, readonly Dns[] | undefined, Party, number, boolean]>([
  ['kube-dns by default', undefined, kubeDns, 53, true],
  ['an address of every node', [nodeLocalDns()], { address: '169.254.20.10' }, 53, true],
  ['another address', [nodeLocalDns('169.254.20.11')], { address: '169.254.20.10' }, 53, false],
  ['that address alone', [nodeLocalDns()], kubeDns, 53, false],
  ['both', [clusterDns(), nodeLocalDns()], kubeDns, 53, true],
  ['OpenShift’s', [openshiftDns()], openshift, 5353, true],
  ['OpenShift’s on the number of its Service', [openshiftDns()], openshift, 53, false],
])('pods ask where the cluster answers: %s', (_, dns, to, port, open) => {
  expect(asks(dns, to, port)).toBe(open);
});

test.each<[string, readonly Dns[], string]>([
  ['nowhere', [], 'ns.dns'],
  ['a name', [nodeLocalDns('dns.example.com')], 'ns.dns[0]'],
  ['an address of one machine', [nodeLocalDns('fe80::1%eth0')], 'ns.dns[0]'],
  ['a namespace that cannot be', [{ kind: 'pods', namespace: 'No', podLabels: {} }], 'ns.dns[0].namespace'],
  ['a port that cannot be', [{ ...openshiftDns(), port: 0 }], 'ns.dns[0].port'],
])('refuses DNS at %s', (_, dns, path) => {
  expect(checkNamespace({ name: 'shop', dns }, 'ns').map((finding) => finding.path)).toEqual([path]);
});
