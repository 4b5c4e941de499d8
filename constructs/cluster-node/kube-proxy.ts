import type { ClusterNodeProps } from './cluster-node-props';
import { json } from './json';
import { NODE, NODE_NAME } from './node-paths';

const CONFIG = '/etc/kubernetes/kube-proxy-config.json';

/** kube-proxy's files, by path. It starts when the machine has joined, and shares the node's certificate. */
export function kubeProxyFiles({ podNetwork }: ClusterNodeProps): Readonly<Record<string, string>> {
  return {
    [CONFIG]: json({
      apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
      kind: 'KubeProxyConfiguration',
      mode: 'iptables',
      clientConnection: { kubeconfig: NODE.kubeconfig },
      // With an addon, who gives pods their addresses is its own matter.
      ...(podNetwork === 'routed' ? { detectLocalMode: 'NodeCIDR' } : {}),
    }),
    '/etc/systemd/system/kube-proxy.service': SERVICE,
    '/etc/systemd/system/kube-proxy.path': JOINED,
  };
}

const SERVICE = `[Unit]
Description=Services of a Kubernetes cluster on this node
Wants=network-online.target
After=network-online.target
ConditionPathExists=${NODE.certificate}
StartLimitIntervalSec=0

[Service]
ExecStart=kube-proxy --config=${CONFIG} --hostname-override=${NODE_NAME}
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
`;

/** The certificate comes with the joining. */
const JOINED = `[Unit]
Description=The certificate of a node

[Path]
PathChanged=${NODE.certificate}

[Install]
WantedBy=multi-user.target
`;
