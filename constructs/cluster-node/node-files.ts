import type { CloudInitFile } from '../vm-pool';
import type { ClusterNodeProps } from './cluster-node-props';
import { containerdFiles } from './containerd';
import { kubeProxyFiles } from './kube-proxy';
import { kubeletFiles } from './kubelet';
import { NODE } from './node-paths';

/**
 * The template from which containerd makes the machine's network configuration, once the kubelet has told it the range that
 * the cluster gives the node. A cable to each pod, and no bridge: what a pod sends passes the rules of services, to its
 * neighbours too, and leaves by the machine's routes under its own address.
 */
const POD_NETWORK_FILES: Readonly<Record<string, string>> = {
  [NODE.podNetworkTemplate]: `{
  "cniVersion": "0.4.0",
  "name": "pods",
  "plugins": [
    {
      "type": "ptp",
      "ipam": {
        "type": "host-local",
        "ranges": [{{range $n, $block := .PodCIDRRanges}}{{if $n}}, {{end}}[{ "subnet": "{{$block}}" }]{{end}}],
        "routes": [{{range $n, $all := .Routes}}{{if $n}}, {{end}}{ "dst": "{{$all}}" }{{end}}]
      }
    },
    { "type": "portmap", "capabilities": { "portMappings": true } }
  ]
}
`,
};

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
