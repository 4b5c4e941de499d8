import type { Finding } from '../../core/findings';
import { type Check, demand, LARGEST, quoted, wholeWithin } from './check';
import { autoscaling, managed } from './check-autoscaling';
import { isAutoscaled, isFixed, type Replicas, shownReplicas } from './replicas';
import type { ResolvedWorkload } from './workload-spec';

/** How many pods. */
export const scale: Check = ({ kind, replicas, single, volumes }, path) => [
  ...numberOfPods(replicas, `${path}.replicas`),
  ...demand(!single || replicas === 0 || replicas === 1, {
    rule: 'workload/single',
    path: `${path}.replicas`,
    message: 'must be 1 (or 0, switched off) where single is true',
    value: shownReplicas(replicas),
    advice: 'Leave single out where several pods may run at once.',
  }),
  ...demand(single || kind !== 'deployment' || ofOneNode(volumes).length === 0, {
    rule: 'workload/volumes-need-single',
    path: `${path}.volumes`,
    message:
      'must be empty unless single is true or each pod has its own: a volume can be mounted by one node only, and a rollout runs two pods at once',
    value: ofOneNode(volumes).sort().join(', '),
    advice:
      "Set single: true, accessMode: 'ReadWriteMany' where the storage class can, or kind: 'statefulSet' for a volume of each pod, or keep the data in a workload of its own and connect to it.",
  }),
];

/** The volumes that one node can mount. */
function ofOneNode(volumes: ResolvedWorkload['volumes']): string[] {
  return Object.keys(volumes).filter((name) => volumes[name]?.accessMode !== 'ReadWriteMany');
}

function numberOfPods(replicas: Replicas, path: string): readonly Finding[] {
  if (isFixed(replicas)) return count(replicas, path);
  return isAutoscaled(replicas) ? autoscaling(replicas, path) : managed(replicas, path);
}

function count(replicas: number, path: string): readonly Finding[] {
  return demand(wholeWithin(replicas, 0, LARGEST), {
    rule: 'workload/replicas',
    path,
    message: `must be a whole number from 0 to ${LARGEST}`,
    value: quoted(replicas),
    advice: 'Give 0 to switch the workload off, or 2 and more to survive the loss of a node.',
  });
}
