import type { Finding } from '../../core/findings';
import { type Check, demand, entry, has, quoted, wholeWithin } from './check';
import type { ResolvedWorkload } from './workload-spec';
import { type Autoscaling, isAutoscaled } from './replicas';

/** What Kubernetes counts them by is an int32. */
const MOST_REPLICAS = 2 ** 31 - 1;

/** How many pods. */
export const scale: Check = ({ kind, replicas, single, volumes }, path) => [
  ...(isAutoscaled(replicas)
    ? autoscaling(replicas, `${path}.replicas`)
    : count(replicas, `${path}.replicas`)),
  ...demand(!single || replicas === 0 || replicas === 1, {
    rule: 'workload/single',
    path: `${path}.replicas`,
    message: 'must be 1 (or 0, switched off) where single is true',
    value: isAutoscaled(replicas) ? `${replicas.min} to ${replicas.max}` : quoted(replicas),
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

function count(replicas: number, path: string): readonly Finding[] {
  return demand(wholeWithin(replicas, 0, MOST_REPLICAS), {
    rule: 'workload/replicas',
    path,
    message: `must be a whole number from 0 to ${MOST_REPLICAS}`,
    value: quoted(replicas),
    advice: 'Give 0 to switch the workload off, or 2 and more to survive the loss of a node.',
  });
}

function autoscaling({ min, max, cpuPercent }: Autoscaling, path: string): readonly Finding[] {
  return [
    ...demand(wholeWithin(min, 1), {
      rule: 'workload/autoscaling',
      path: `${path}.min`,
      message: 'must be a whole number of at least 1',
      value: quoted(min),
      advice: 'The autoscaler cannot scale to nothing: it measures the pods that run.',
    }),
    ...demand(wholeWithin(max, 1) && max >= min, {
      rule: 'workload/autoscaling',
      path: `${path}.max`,
      message: `must be a whole number of at least min, which is ${min}`,
      value: quoted(max),
      advice: 'Give both bounds alike for a fixed number, or a plain number.',
    }),
    ...demand(wholeWithin(cpuPercent, 1, 100), {
      rule: 'workload/autoscaling',
      path: `${path}.cpuPercent`,
      message: 'must be a whole percentage, 1–100',
      value: quoted(cpuPercent),
      advice: 'It is the average use of the requested CPU to keep: 70 leaves room while new pods start.',
    }),
  ];
}

/** The labels of the nodes that it may run on. */
export const nodeSelector: Check = (workload, path) =>
  Object.entries(workload.nodeSelector).flatMap(([key, value]) =>
    demand(has('labelKey', key) && (value === '' || has('labelValue', value)), {
      rule: 'workload/node-selector',
      path: entry(`${path}.nodeSelector`, key),
      message:
        'must be a label: a name of at most 63 characters, behind a domain and a slash if need be, and such a value',
      value: quoted(value),
      advice: 'Write it as `kubectl get nodes --show-labels` shows it.',
    }),
  );
