import type { Finding } from '../../core/findings';
import { type Check, demand, entry, has, quoted, wholeWithin } from './check';
import { type Autoscaling, isAutoscaled } from './replicas';
import type { WorkloadKind } from './shapes';
import type { ResolvedWorkload } from './workload-spec';

/** How many pods, and how much each may use. */
export const scale: Check = ({ kind, replicas, single, volumes, cpu, memory }, path) => [
  ...KINDS[kind]({ replicas, single, volumes }, path),
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
  ...demand(single || kind !== 'deployment' || Object.keys(volumes).length === 0, {
    rule: 'workload/volumes-need-single',
    path: `${path}.volumes`,
    message:
      'must be empty unless single is true or each pod has its own: a volume can be mounted by one node only, and a rollout runs two pods at once',
    value: Object.keys(volumes).sort().join(', '),
    advice:
      "Set single: true, or kind: 'statefulSet' for a volume of each pod, or keep the data in a workload of its own and connect to it.",
  }),
  ...demand(cpu.toMillis() > 0, {
    rule: 'workload/cpu',
    path: `${path}.cpu`,
    message: 'must be more than nothing',
    value: cpu.toString(),
    advice:
      'Request what it uses under its usual load: it is what the scheduler and the autoscaler count with.',
  }),
  ...demand(memory.toBytes() > 0, {
    rule: 'workload/memory',
    path: `${path}.memory`,
    message: 'must be more than nothing',
    value: memory.toString(),
    advice: 'Give the most that it ever needs: it is the limit as well.',
  }),
];

type Scaled = Pick<ResolvedWorkload, 'replicas' | 'single' | 'volumes'>;

/** What each kind demands beyond what all do. */
const KINDS: Readonly<Record<WorkloadKind, (workload: Scaled, path: string) => readonly Finding[]>> = {
  deployment: () => [],
  statefulSet: ({ replicas, single, volumes }, path) => [
    ...notSingle(
      single,
      path,
      'leave `kind` out for a stateful set of one, or `single` for replicas with claims of their own',
    ),
    ...demand(!isAutoscaled(replicas), {
      rule: 'workload/stateful-set',
      path: `${path}.replicas`,
      message:
        'must be a number for a stateful set: every replica has volumes and a name that others rely on',
      value: isAutoscaled(replicas) ? `${replicas.min} to ${replicas.max}` : '',
      advice: 'Give the number of replicas. To scale by load, keep the data elsewhere and use a deployment.',
    }),
    ...demand(replicas !== 0 || Object.keys(volumes).length === 0, {
      rule: 'workload/stateful-set',
      path: `${path}.replicas`,
      message: 'must be at least 1 where there are volumes: each replica’s claims are declared with it',
      value: '0',
      advice: 'Keep the number. A claim whose replica is no longer declared is destroyed with its data.',
    }),
  ],
  daemonSet: ({ replicas, single, volumes }, path) => [
    ...notSingle(single, path, 'leave it out: a daemon set runs one pod on every node'),
    ...demand(replicas === 1, {
      rule: 'workload/daemon-set',
      path: `${path}.replicas`,
      message: 'must be left out for a daemon set, which runs one pod on every node',
      value: isAutoscaled(replicas) ? `${replicas.min} to ${replicas.max}` : quoted(replicas),
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
    advice: `${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`,
  });
}

function count(replicas: number, path: string): readonly Finding[] {
  return demand(wholeWithin(replicas, 0), {
    rule: 'workload/replicas',
    path,
    message: 'must be a whole number of at least 0',
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
      advice: 'The autoscaler can not scale to nothing: it measures the pods that run.',
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
