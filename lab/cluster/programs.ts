import { goProgram, type GoProgram } from '../go-program';

const KUBERNETES = '1.34.4';
const [MAJOR = '', MINOR = ''] = KUBERNETES.split('.');
/** The version that a component reports. Without it, components refuse to work together. */
const VERSIONED = [
  `gitVersion=v${KUBERNETES}`,
  `gitMajor=${MAJOR}`,
  `gitMinor=${MINOR}`,
  'gitTreeState=clean',
];

/** The Kubernetes programs, in one build: they share nearly all of their source. */
export const kubernetesPrograms = goProgram({
  name: 'kubernetes',
  packages: [
    'k8s.io/kubernetes/cmd/kube-apiserver',
    'k8s.io/kubernetes/cmd/kube-controller-manager',
    'k8s.io/kubernetes/cmd/kube-scheduler',
    'k8s.io/kubernetes/cmd/kubelet',
    'k8s.io/kubernetes/cmd/kube-proxy',
    'k8s.io/kubernetes/cmd/kubectl',
  ],
  ldflags: ['-s -w', ...VERSIONED.map((value) => `-X k8s.io/component-base/version.${value}`)].join(' '),
  binary: () => 'bin/',
  takes: 'eight minutes',
});

export const etcd = goProgram({
  name: 'etcd',
  packages: ['go.etcd.io/etcd/server/v3'],
  takes: 'a minute',
});
/**
 * The DNS server, and what provides a pod's claim with a folder on the pod's node. They are in one module, so that the Kubernetes
 * client, most of both, is compiled once.
 */
const clusterParts = goProgram({
  name: 'cluster-parts',
  packages: ['./coredns', 'github.com/rancher/local-path-provisioner'],
  binary: () => 'bin/',
  takes: 'two minutes',
});
/** The sandbox container of every pod. Its few lines are in `lab/programs/pause`. */
export const pause = goProgram({
  name: 'pause',
  packages: ['slipway/lab/programs/pause'],
  takes: 'seconds',
});

/** The cluster's programs that Debian does not have. */
export const CLUSTER_PROGRAMS: readonly GoProgram[] = [kubernetesPrograms, etcd, clusterParts, pause];

/** The paths of a cluster's programs. */
export interface BuiltPrograms {
  /** The path of a built program, by its name. */
  readonly bin: (name: string) => string;
  /** The Node.js that runs us. */
  readonly node: string;
}
