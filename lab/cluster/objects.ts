import {
  CLUSTER_DNS,
  CONTROL_PLANE_PODS,
  GATEWAY,
  INGRESS_CLASS,
  INGRESS_NAMESPACE,
  STORAGE_CLASS,
} from '../network';
import { CONTROL_PLANE } from './cluster';
import { BUSYBOX_IMAGE } from './images';

const RBAC = 'rbac.authorization.k8s.io';
const STORAGE_NAMESPACE = 'local-path-storage';

/** The objects that the cluster has before any workload, as one list for `kubectl apply`. */
export function clusterObjects(): object {
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [...firstNode(), ...joiningNodes(), ...dns(), ...storage(), ...ingress()],
  };
}

/** Created before the kubelet registers the node, so that its pod range is known. */
function firstNode(): readonly object[] {
  return [
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: CONTROL_PLANE,
        labels: {
          'kubernetes.io/hostname': CONTROL_PLANE,
          'node-role.kubernetes.io/control-plane': '',
        },
      },
      spec: { podCIDR: CONTROL_PLANE_PODS, podCIDRs: [CONTROL_PLANE_PODS] },
    },
  ];
}

/** Lets a machine with a bootstrap token request, receive and renew a node certificate, and lets nodes run kube-proxy. */
function joiningNodes(): readonly object[] {
  const csr = 'system:certificates.k8s.io:certificatesigningrequests';
  return [
    ...forGroup('system:bootstrappers', 'system:node-bootstrapper', 'lab:nodes-ask'),
    ...forGroup('system:bootstrappers', `${csr}:nodeclient`, 'lab:nodes-join'),
    ...forGroup('system:nodes', `${csr}:selfnodeclient`, 'lab:nodes-renew'),
    ...forGroup('system:nodes', 'system:node-proxier', 'lab:nodes-proxy'),
  ];
}

/** A service without pods: the DNS server runs next to the API server. */
function dns(): readonly object[] {
  const metadata = { name: 'kube-dns', namespace: 'kube-system' };
  const ports = ['UDP', 'TCP'].map((protocol) => ({
    name: `dns-${protocol.toLowerCase()}`,
    port: 53,
    protocol,
  }));
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: CLUSTER_DNS, ports } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: { 'kubernetes.io/service-name': metadata.name } },
      addressType: 'IPv4',
      endpoints: [{ addresses: [GATEWAY], conditions: { ready: true } }],
      ports,
    },
    ...forUser('lab:coredns', [
      rule('', ['endpoints', 'services', 'pods', 'namespaces'], ['list', 'watch']),
      rule('discovery.k8s.io', ['endpointslices'], ['list', 'watch']),
    ]),
  ];
}

function storage(): readonly object[] {
  return [
    namespace(STORAGE_NAMESPACE),
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: STORAGE_CLASS,
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'rancher.io/local-path',
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'helpers', namespace: STORAGE_NAMESPACE },
      data: {
        setup: '#!/bin/sh\nset -eu\nmkdir -m 0777 -p "$VOL_DIR"\n',
        teardown: '#!/bin/sh\nset -eu\nrm -rf "$VOL_DIR"\n',
        'helperPod.yaml': JSON.stringify({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'helper' },
          spec: {
            // A node creates and empties volumes even if it accepts no other pods.
            tolerations: [{ operator: 'Exists' }],
            containers: [{ name: 'helper', image: BUSYBOX_IMAGE }],
          },
        }),
      },
    },
    ...forUser('lab:storage', [
      rule('', ['nodes', 'persistentvolumeclaims', 'configmaps', 'pods', 'pods/log'], READ),
      rule('', ['pods', 'persistentvolumes', 'endpoints'], ALL),
      rule('', ['events'], ['create', 'patch']),
      rule('storage.k8s.io', ['storageclasses'], READ),
      rule('coordination.k8s.io', ['leases'], ALL),
    ]),
  ];
}

function ingress(): readonly object[] {
  return [
    namespace(INGRESS_NAMESPACE),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: {
        name: INGRESS_CLASS,
        annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
      },
      spec: { controller: 'slipway/lab-ingress' },
    },
    ...forUser('lab:ingress', [
      rule('', ['services', 'secrets'], READ),
      rule('networking.k8s.io', ['ingresses', 'ingressclasses'], READ),
      rule('networking.k8s.io', ['ingresses/status'], ['update', 'patch']),
    ]),
  ];
}

const READ = ['get', 'list', 'watch'];
const ALL = [...READ, 'create', 'update', 'patch', 'delete'];

function rule(apiGroup: string, resources: readonly string[], verbs: readonly string[]): object {
  return { apiGroups: [apiGroup], resources, verbs };
}

function namespace(name: string): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function forUser(user: string, rules: readonly object[]): readonly object[] {
  const role = { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name: user }, rules };
  return [role, binding(user, user, { apiGroup: RBAC, kind: 'User', name: user })];
}

function forGroup(group: string, role: string, name: string): readonly object[] {
  return [binding(name, role, { apiGroup: RBAC, kind: 'Group', name: group })];
}

function binding(name: string, role: string, subject: object): object {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [subject],
  };
}
