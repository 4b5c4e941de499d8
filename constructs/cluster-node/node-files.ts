import type { CloudInitFile } from '../vm-pool';
import type { ClusterNodeProps } from './cluster-node-props';
import { containerdFiles } from './containerd';
import { kubeProxyFiles } from './kube-proxy';
import { kubeletFiles } from './kubelet';
import { POD_NETWORK_FILES } from './pod-network';

/** Bridged packets pass the machine's rules, and the machine passes packets on. */
const KERNEL_FILES = {
  '/etc/modules-load.d/cluster-node.conf': 'overlay\nbr_netfilter\n',
  '/etc/sysctl.d/90-cluster-node.conf': 'net.ipv4.ip_forward = 1\nnet.bridge.bridge-nf-call-iptables = 1\n',
};

/** The files that make a machine a node, by path. */
export function nodeFiles(props: ClusterNodeProps): Readonly<Record<string, CloudInitFile>> {
  const files = {
    ...KERNEL_FILES,
    ...containerdFiles(props),
    ...kubeletFiles(props),
    ...(props.podNetwork === 'routed' ? POD_NETWORK_FILES : {}),
    ...(props.serviceProxy === 'machine' ? kubeProxyFiles(props) : {}),
  };
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, { content }]));
}
