import type { Finding } from '../../core/findings';
import { type Check, demand } from './check';
import { isFixed, mostReplicas, shownReplicas } from './replicas';
import type { WorkloadKind } from './kind';
import type { ResolvedWorkload } from './workload-spec';

/** So many replicas may have claims. */
const MOST_CLAIMED = 1_000;

/** That a kind has only what goes with it. */
export const kind: Check = ({ kind: given, replicas, single, volumes }, path) =>
  KINDS[given]({ replicas, single, volumes }, path);

type Scaled = Pick<ResolvedWorkload, 'replicas' | 'single' | 'volumes'>;

/** What each kind demands beyond what all do. */
const KINDS: Readonly<Record<WorkloadKind, (workload: Scaled, path: string) => readonly Finding[]>> = {
  deployment: () => [],
  statefulSet: ({ replicas, single, volumes }, path) => [
    ...notSingle(
      single,
      path,
      'Leave `kind` out for a stateful set of one, or `single` for replicas with claims of their own.',
    ),
    ...demand(isFixed(replicas), {
      rule: 'workload/stateful-set',
      path: `${path}.replicas`,
      message:
        'must be a number for a stateful set: every replica has volumes and a name that others rely on',
      value: shownReplicas(replicas),
      advice: 'Give the number of replicas. To scale by load, keep the data elsewhere and use a deployment.',
    }),
    ...demand(replicas !== 0 || Object.keys(volumes).length === 0, {
      rule: 'workload/stateful-set',
      path: `${path}.replicas`,
      message: 'must be at least 1 where there are volumes: each replica’s claims are declared with it',
      value: '0',
      advice: 'Keep the number. A claim whose replica is no longer declared is destroyed with its data.',
    }),
    ...demand(mostReplicas(replicas) <= MOST_CLAIMED || Object.keys(volumes).length === 0, {
      rule: 'workload/stateful-set',
      path: `${path}.replicas`,
      message: `must be at most ${MOST_CLAIMED} where there are volumes: the claims of each replica are resources of their own`,
      value: shownReplicas(replicas),
      advice: 'Check the number: a plan of so many resources takes hours.',
    }),
  ],
  daemonSet: ({ replicas, single, volumes }, path) => [
    ...notSingle(single, path, 'Leave it out: a daemon set runs one pod on every node.'),
    ...demand(replicas === 1, {
      rule: 'workload/daemon-set',
      path: `${path}.replicas`,
      message: 'must be left out for a daemon set, which runs one pod on every node',
      value: shownReplicas(replicas),
      advice: 'Choose the nodes by their labels (nodeSelector), or use a deployment.',
    }),
    ...demand(Object.keys(volumes).length === 0, {
      rule: 'workload/daemon-set',
      path: `${path}.volumes`,
      message: 'must be empty for a daemon set: its pods have no names of their own that claims could follow',
      value: Object.keys(volumes).sort().join(', '),
      advice: "Use scratch for what may be lost, or kind: 'statefulSet' where each pod keeps its data.",
    }),
  ],
};

function notSingle(single: boolean, path: string, advice: string): readonly Finding[] {
  return demand(!single, {
    rule: 'workload/single',
    path: `${path}.single`,
    message: 'must be left out for this kind',
    value: 'true',
    advice,
  });
}
