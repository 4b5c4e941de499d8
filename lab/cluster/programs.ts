import { join } from 'node:path';
import type { GoProgram } from '../go-program';

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
export const kubernetesPrograms: GoProgram = {
  name: 'kubernetes',
  pins: pinsOf('kubernetes'),
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
};

export const etcd = single('etcd', 'go.etcd.io/etcd/server/v3', 'a minute');
/**
 * The DNS server, and what provides a pod's claim with a folder on the pod's node. They are in one module, so that the Kubernetes
 * client, most of both, is compiled once.
 */
const clusterParts: GoProgram = {
  name: 'cluster-parts',
  pins: pinsOf('cluster-parts'),
  packages: ['./coredns', 'github.com/rancher/local-path-provisioner'],
  ldflags: '-s -w',
  binary: () => 'bin/',
  takes: 'two minutes',
};
/** The sandbox container of every pod. Its few lines are in `lab/programs/pause`. */
export const pause = single('pause', 'slipway/lab/programs/pause', 'seconds');

/** The cluster's programs that Debian does not have. */
export const CLUSTER_PROGRAMS: readonly GoProgram[] = [kubernetesPrograms, etcd, clusterParts, pause];

function single(name: string, main: string, takes: string): GoProgram {
  return { name, pins: pinsOf(name), packages: [main], ldflags: '-s -w', binary: () => `bin/${name}`, takes };
}

function pinsOf(name: string): string {
  return join(__dirname, '..', 'programs', name);
}

/** The paths of a cluster's programs. */
export interface BuiltPrograms {
  /** The path of a built program, by its name. */
  readonly bin: (name: string) => string;
  /** The Node.js that runs us. */
  readonly node: string;
}
