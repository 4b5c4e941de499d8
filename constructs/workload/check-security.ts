import type { Finding } from '../../core/findings';
import { type Check, demand, entry, LARGEST, quoted, wholeWithin } from './check';
import { exemptionsOf } from './exemptions';
import { placedTargetsOf } from './target';
import type { ResolvedWorkload } from './workload-spec';

type Ids = Pick<ResolvedWorkload, 'user' | 'group' | 'fsGroup'>;

/** As whom the process runs, and what it may do beyond the default: each for a reason, and possible. */
export const security: Check = (workload, path) => [
  ...ids(workload, path),
  ...exemptionsOf(workload).flatMap(({ path: where, reason }) =>
    demand(reason.trim() !== '', {
      rule: 'workload/reason',
      path: `${path}${where}.reason`,
      message: 'must say why the workload needs more than the default',
      value: 'empty',
      advice: 'Write the reason: it is kept beside the pods, as an annotation.',
    }),
  ),
  ...capabilities(workload, path),
  ...hostPaths(workload, path),
  ...hostNetwork(workload, path),
  ...hostPid(workload, path),
];

export function ids({ user, group, fsGroup }: Ids, path: string): readonly Finding[] {
  return [
    ...demand(typeof user === 'object' || wholeWithin(user, 1, LARGEST), {
      rule: 'workload/user',
      path: `${path}.user`,
      message: `must be a numeric user other than root, 1–${LARGEST}`,
      value: quoted(user),
      advice:
        "Leave it out for 10001, give the user that the image is made for, or say runsAsRoot('reason') where it must be root.",
    }),
    ...Object.entries({ group, fsGroup }).flatMap(([option, id]) =>
      demand(id === undefined || wholeWithin(id, 0, LARGEST), {
        rule: 'workload/user',
        path: `${path}.${option}`,
        message: `must be a numeric group, 0–${LARGEST}`,
        value: quoted(id),
        advice: 'Leave it out for the number of the user.',
      }),
    ),
  ];
}

export function capabilities(
  { capabilities: added, user }: ResolvedWorkload,
  path: string,
): readonly Finding[] {
  if (added === undefined) return [];
  const where = `${path}.capabilities`;
  const onlyOfRoot = added.names.filter((name) => name !== 'NET_BIND_SERVICE');
  return [
    ...demand(added.names.length > 0, {
      rule: 'workload/capabilities',
      path: `${where}.names`,
      message: 'must list capabilities',
      value: 'empty',
      advice: `Name each that is needed, such as CHOWN. For all of them, write privileged: runsPrivileged('reason').`,
    }),
    ...demand(onlyOfRoot.length === 0 || typeof user === 'object', {
      rule: 'workload/capabilities',
      path: where,
      message: 'must be left out unless the process is root: no other user gets any',
      value: onlyOfRoot.join(', '),
      advice: "Add user: runsAsRoot('reason'), or leave the capabilities out.",
    }),
  ];
}

/** Network policies do not select pods on their node's network. */
function hostNetwork(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const { hostNetwork: host, kind } = workload;
  if (host === undefined) return [];
  return [
    ...demand(kind === 'daemonSet', {
      rule: 'workload/host-network',
      path: `${path}.hostNetwork`,
      message:
        'must be left out unless the workload is a daemon set: two pods of a node would want the same port',
      value: quoted(kind),
      advice: "Say kind: 'daemonSet', or leave it out.",
    }),
    ...placedTargetsOf(workload).flatMap(({ place, target }) =>
      demand(target.kind !== 'workload', {
        rule: 'workload/host-network',
        path: `${path}.${place}`,
        message:
          'must lead to no workload from the network of the node: the policies of others do not know its pods, and keep them out',
        value: target.kind === 'workload' ? target.workload : '',
        advice: 'Leave hostNetwork out, or let the others send to the node.',
      }),
    ),
  ];
}

function hostPid({ hostPid: host, kind }: ResolvedWorkload, path: string): readonly Finding[] {
  return demand(host === undefined || kind === 'daemonSet', {
    rule: 'workload/host-pid',
    path: `${path}.hostPid`,
    message: 'must be left out unless the workload is a daemon set: other pods move from node to node',
    value: quoted(kind),
    advice: "Say kind: 'daemonSet', or leave it out.",
  });
}

/** Other pods move from node to node. */
export function hostPaths({ kind, mounts }: ResolvedWorkload, path: string): readonly Finding[] {
  return Object.entries(mounts).flatMap(([place, mount]) =>
    demand(mount.kind !== 'host-path' || kind === 'daemonSet', {
      rule: 'workload/host-path',
      path: entry(`${path}.mounts`, place),
      message: 'must be left out unless the workload is a daemon set: other pods move from node to node',
      value: quoted(kind),
      advice: "Say kind: 'daemonSet', or use volumes.",
    }),
  );
}
