import { refuseIfAny } from '../../core/findings';
import type { CloudInit } from '../vm-pool';
import { checkClusterNode } from './checks';
import type { ClusterNodeProps } from './cluster-node-props';
import { nodeFiles } from './node-files';

/**
 * What a pool's machines do at their first boot to be nodes of a cluster, beside what they are told to do anyway: they wait for
 * a bootstrap token, which {@link NODE}`.bootstrapToken` names the place of, and join with it. The token is no part of it: it
 * comes later, so that it stands in no file, plan or state, and another one replaces no machine.
 *
 * @param own What the machines do beside. @default nothing
 * @throws InvalidInput with every problem.
 */
export function clusterNode(props: ClusterNodeProps, own: CloudInit = {}): CloudInit {
  refuseIfAny(checkClusterNode(props, own, 'clusterNode'));
  return joinedTo(props, own);
}

/** {@link clusterNode} of what {@link checkClusterNode} finds no problem in. */
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
