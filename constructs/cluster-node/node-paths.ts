/** The paths on a node, as kubeadm has them, for the programs that join machines. */
export const NODE = {
  /** In memory only: no token is ever on a machine's disk. */
  bootstrapToken: '/run/kubelet-bootstrap-token',
  /** What the machine has once it has joined: its certificate, with its key. */
  certificate: '/var/lib/kubelet/pki/kubelet-client-current.pem',
  ca: '/etc/kubernetes/pki/ca.crt',
  bootstrapKubeconfig: '/etc/kubernetes/bootstrap-kubelet.conf',
  kubeconfig: '/etc/kubernetes/kubelet.conf',
  podNetworkTemplate: '/etc/cni/pod-network.template',
  registries: '/etc/containerd/certs.d',
} as const;

/** What a node's program says of itself as its name: whatever its domain, the name of its slot. */
export const NODE_NAME = '%l';
