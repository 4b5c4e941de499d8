import { refuseIfAny } from '../../core/findings';
import type { CloudInit } from '../vm-pool';
import { checkClusterNode } from './check-cluster-node';
import type { ClusterNodeProps } from './cluster-node-props';
import { nodeFiles } from './node-files';

/**
 * The cloud-init that makes a pool's machines nodes of a cluster. At its first boot a machine waits for a bootstrap token, in the
 * file that {@link NODE}`.bootstrapToken` names, and joins with it. The token arrives later and is in no file, plan or state, so
 * another token replaces no machine.
 *
 * @param own what the machines do besides. @default nothing
 * @throws InvalidInput with every problem.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/
 * @example
 * new VmPool(this, 'nodes', {
 *   identity: 'shop/prod',
 *   slots: 3,
 *   cpu: 4,
 *   memory: Size.gibibytes(8),
 *   image: debian12,
 *   network,
 *   addresses: '10.20.0.16/28',
 *   cloudInit: clusterNode({ endpoint: 'https://10.20.0.5:6443', ca, dns: '10.96.0.10' }, { users: [admin] }),
 * });
 */
export function clusterNode(props: ClusterNodeProps, own: CloudInit = {}): CloudInit {
  refuseIfAny(checkClusterNode(props, own, 'clusterNode'));
  return joinedTo(props, own);
}

/** {@link clusterNode} for values in which {@link checkClusterNode} finds no problem. */
export function joinedTo(props: ClusterNodeProps, own: CloudInit): CloudInit {
  return {
    ...own,
    files: { ...own.files, ...nodeFiles(props) },
    commands: [...(own.commands ?? []), ...commands(props)],
  };
}

function commands({ serviceProxy }: ClusterNodeProps): NonNullable<CloudInit['commands']> {
  const programs = serviceProxy === 'machine' ? ['kubelet', 'kube-proxy'] : ['kubelet'];
  const units = programs.flatMap((program) => [`${program}.path`, `${program}.service`]);
  return [
    ['systemctl', 'daemon-reload'],
    ['systemctl', 'restart', 'systemd-modules-load.service', 'systemd-sysctl.service'],
    ['systemctl', 'enable', 'containerd.service'],
    // It may have started with the configuration of its package.
    ['systemctl', 'restart', 'containerd.service'],
    ['systemctl', 'enable', '--now', ...units],
  ];
}
