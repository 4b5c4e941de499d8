import { Cpu, Size } from '../quantities';
import type { ClusterNodeProps } from './cluster-node-props';
import { json } from './json';
import { NODE, NODE_NAME } from './node-paths';

const CONFIG = '/etc/kubernetes/kubelet-config.json';
/** The machine's own name servers; systemd's stub, on its loopback, would send a pod's questions back to the pod. */
const RESOLV_CONF = '/run/kubelet-resolv.conf';
const FIND_RESOLV_CONF = `for it in /run/systemd/resolve/resolv.conf /etc/resolv.conf; do test -e $$it && exec ln -sfn $$it ${RESOLV_CONF}; done`;
const DEFAULT_RESERVED = { cpu: Cpu.millis(100), memory: Size.mebibytes(256) };

/** The kubelet's files, by path: it asks for a certificate with a bootstrap token, and renews it by itself. */
export function kubeletFiles(props: ClusterNodeProps): Readonly<Record<string, string>> {
  return {
    [NODE.ca]: props.ca,
    [NODE.bootstrapKubeconfig]: bootstrapKubeconfig(props.endpoint),
    [CONFIG]: configuration(props),
    '/etc/systemd/system/kubelet.service': service(props.labels ?? {}),
    '/etc/systemd/system/kubelet.path': WAITS_FOR_TOKEN,
  };
}

/** What a machine keeps for its own system. */
export function reservedOf({ reserved = {} }: Pick<ClusterNodeProps, 'reserved'>): {
  readonly cpu: Cpu;
  readonly memory: Size;
} {
  return { ...DEFAULT_RESERVED, ...reserved };
}

function configuration(props: ClusterNodeProps): string {
  const { dns, domain = 'cluster.local', taints = [], maxPods } = props;
  const { cpu, memory } = reservedOf(props);
  return json({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: NODE.ca },
    },
    authorization: { mode: 'Webhook' },
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    cgroupDriver: 'systemd',
    clusterDNS: [dns],
    clusterDomain: domain,
    resolvConf: RESOLV_CONF,
    rotateCertificates: true,
    // An orderly shutdown of the machine gives its pods time to end.
    shutdownGracePeriod: '60s',
    shutdownGracePeriodCriticalPods: '15s',
    systemReserved: { cpu: cpu.toString(), memory: memory.toString() },
    ...(maxPods === undefined ? {} : { maxPods }),
    ...(taints.length === 0 ? {} : { registerWithTaints: taints }),
  });
}

/** The token is read from its file at each use: a machine may be given another. */
function bootstrapKubeconfig(endpoint: string): string {
  return json({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'cluster', cluster: { server: endpoint, 'certificate-authority': NODE.ca } }],
    users: [{ name: 'machine', user: { tokenFile: NODE.bootstrapToken } }],
    contexts: [{ name: 'bootstrap', context: { cluster: 'cluster', user: 'machine' } }],
    'current-context': 'bootstrap',
  });
}

function service(labels: Readonly<Record<string, string>>): string {
  const registered = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  const flags = [
    `--config=${CONFIG}`,
    `--bootstrap-kubeconfig=${NODE.bootstrapKubeconfig}`,
    `--kubeconfig=${NODE.kubeconfig}`,
    `--hostname-override=${NODE_NAME}`,
    ...(registered.length === 0 ? [] : [`--node-labels=${registered.join(',')}`]),
  ];
  return `[Unit]
Description=Node of a Kubernetes cluster
Wants=network-online.target containerd.service
After=network-online.target containerd.service
# Once it has joined, or while it is given a token to join with.
ConditionPathExists=|${NODE.certificate}
ConditionPathExists=|${NODE.bootstrapToken}
StartLimitIntervalSec=0

[Service]
ExecStartPre=/bin/sh -c '${FIND_RESOLV_CONF}'
ExecStart=kubelet ${flags.join(' ')}
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
`;
}

const WAITS_FOR_TOKEN = `[Unit]
Description=A token to join a Kubernetes cluster with

[Path]
PathExists=${NODE.bootstrapToken}

[Install]
WantedBy=multi-user.target
`;
