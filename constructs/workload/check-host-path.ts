import type { Finding } from '../../core/findings';
import { demand, quoted } from './check';
import type { HostPath } from './mount';

/** A path of the node, and which mounts are passed on there. @param isPrivileged whether its container is */
export function hostPath(
  { path: node, propagation }: HostPath,
  isPrivileged: boolean,
  path: string,
): readonly Finding[] {
  return [
    ...demand(/^\/(?!\/)/.test(node) && !/(^|\/)\.\.(\/|$)/.test(node), {
      rule: 'workload/host-path',
      path: `${path}.path`,
      message: 'must be an absolute path of the node, without ..',
      value: quoted(node),
      advice: 'Write it as it is on the node: /var/log/pods.',
    }),
    // What a container mounts for its node stays there without it: Kubernetes lets no other container do that.
    ...demand(propagation !== 'Bidirectional' || isPrivileged, {
      rule: 'workload/mount-propagation',
      path: `${path}.propagation`,
      message: 'must not be Bidirectional unless the container is privileged',
      value: quoted(propagation),
      advice: "Say 'HostToContainer' to see what the node mounts, or add privileged: runsPrivileged('…').",
    }),
  ];
}
