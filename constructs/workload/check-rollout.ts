import type { Finding } from '../../core/findings';
import { type Amount, amountOf, type BudgetFault, faultOfBudget } from '../../core/kubernetes';
import { type Check, demand, quoted, wholeWithin } from './check';
import { takesHostPort } from './port';
import { leastReplicas, mostReplicas, type Replicas } from './replicas';
import { type DisruptionBudget, isNone, type RollingUpdate, rollingUpdateOf } from './rollout';
import type { WorkloadKind } from './kind';
import type { ResolvedWorkload } from './workload-spec';

/** How pods are replaced, how many of them nodes that are drained must leave, and what is kept of earlier rollouts. */
export const rollout: Check = (workload, path) => {
  const { kind, single, rollout, historyLimit, disruptionBudget, minReady, rolloutDeadline } = workload;
  const inOrder = single || kind === 'statefulSet';
  return [
    ...demand(rollout === undefined || !inOrder, {
      rule: 'workload/rollout',
      path: `${path}.rollout`,
      message:
        'must be left out for a stateful set, and with `single`: each pod has gone before its successor starts',
      value: 'given',
      advice: 'Leave it out.',
    }),
    ...demand(rollout !== 'recreate' || kind !== 'daemonSet', {
      rule: 'workload/rollout',
      path: `${path}.rollout`,
      message: 'must be { maxSurge } or { maxUnavailable } for a daemon set',
      value: quoted(rollout),
      advice: "Give { maxUnavailable: '100%' } to replace the pods of all nodes at once.",
    }),
    ...(rollout === undefined || rollout === 'recreate' || inOrder
      ? []
      : [
          ...rollingUpdate(rollout, kind, `${path}.rollout`),
          ...onePerNode(workload, rollout, `${path}.rollout.maxSurge`),
        ]),
    // The provider refuses 0 for a stateful set alone.
    ...demand(historyLimit === undefined || wholeWithin(historyLimit, inOrder ? 1 : 0, 1000), {
      rule: 'workload/history-limit',
      path: `${path}.historyLimit`,
      message: `must be a whole number, ${inOrder ? '1–1000 for a stateful set and a single pod' : '0–1000'}`,
      value: quoted(historyLimit),
      advice: 'Leave it out for the ten that Kubernetes keeps.',
    }),
    ...demand(minReady.toSeconds() === 0 || minReady.toSeconds() < rolloutDeadline.toSeconds(), {
      rule: 'workload/min-ready',
      path: `${path}.minReady`,
      message: `must be shorter than rolloutDeadline, which is ${rolloutDeadline.toString()}`,
      value: minReady.toString(),
      advice: 'Raise rolloutDeadline: the first pod counts only after this time.',
    }),
    ...demand(minReady.toSeconds() === 0 || !inOrder || hasClaimTemplates(workload), {
      rule: 'workload/min-ready',
      path: `${path}.minReady`,
      message:
        'must be left out for a stateful set without `volumes`, and with `single`: the provider forgets it when it creates the set',
      value: minReady.toString(),
      advice: 'Let `ready` answer only once the pod serves.',
    }),
    ...(disruptionBudget === undefined
      ? []
      : [
          ...demand(kind !== 'daemonSet' && !single, {
            rule: 'workload/disruption-budget',
            path: `${path}.disruptionBudget`,
            message: 'must be left out where a drain takes the only pod, or leaves it where it is',
            value: 'given',
            advice: 'A daemon set and a workload with `single` have no budget.',
          }),
          ...budget(disruptionBudget, workload.replicas, `${path}.disruptionBudget`),
        ]),
  ];
};

function hasClaimTemplates({ kind, volumes }: ResolvedWorkload): boolean {
  return kind === 'statefulSet' && Object.keys(volumes).length > 0;
}

function rollingUpdate(given: RollingUpdate, kind: WorkloadKind, path: string): readonly Finding[] {
  const forms = Object.entries<Amount | undefined>({ ...given }).flatMap(([name, amount]) =>
    form(amount, `${path}.${name}`),
  );
  if (forms.length > 0) return forms;
  const { maxSurge, maxUnavailable } = rollingUpdateOf(kind, given);
  const value = `maxSurge ${maxSurge}, maxUnavailable ${maxUnavailable}`;
  return [
    ...demand(!isNone(maxSurge) || !isNone(maxUnavailable), {
      rule: 'workload/rollout',
      path,
      message: 'must let a rollout replace a pod: one more, or one fewer, at a time',
      value,
      advice: 'Give one of the two at least 1.',
    }),
    ...demand(kind !== 'daemonSet' || isNone(maxSurge) || isNone(maxUnavailable), {
      rule: 'workload/rollout',
      path,
      message: 'must have either maxSurge or maxUnavailable for a daemon set, not both',
      value,
      advice: 'With maxSurge the new pod of a node starts beside the old one; else the old one goes first.',
    }),
    ...atMostAll(maxUnavailable, `${path}.maxUnavailable`),
    ...(kind === 'daemonSet' ? atMostAll(maxSurge, `${path}.maxSurge`) : []),
  ];
}

function atMostAll(amount: Amount, path: string): readonly Finding[] {
  return demand(typeof amount === 'number' || amountOf(amount, 100) <= 100, {
    rule: 'workload/rollout',
    path,
    message: 'must be at most 100%',
    value: quoted(amount),
    advice: 'Give a number of pods, or a share such as 25%.',
  });
}

/** @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/ */
function onePerNode(
  { kind, hostNetwork, ports }: ResolvedWorkload,
  { maxSurge = 0 }: RollingUpdate,
  path: string,
): readonly Finding[] {
  const isOnNode = takesHostPort(ports) || (hostNetwork !== undefined && Object.keys(ports).length > 0);
  const isBound = kind === 'daemonSet' && isOnNode;
  return demand(!isBound || isNone(maxSurge), {
    rule: 'workload/rollout',
    path,
    message: 'must be 0 where pods have ports of their node: the old pod still has them',
    value: quoted(maxSurge),
    advice: 'Leave it out: the old pod of a node goes before the new one starts.',
  });
}

function form(amount: Amount | undefined, path: string): readonly Finding[] {
  const holds =
    amount === undefined ||
    (typeof amount === 'number' ? wholeWithin(amount, 0) : /^(?:0|[1-9]\d{0,3})%$/.test(amount));
  return demand(holds, {
    rule: 'workload/amount',
    path,
    message: 'must be a whole number of pods, or a whole percentage of them',
    value: quoted(amount),
    advice: "Write it like 1 or '25%'.",
  });
}

const ADVICE: Readonly<Record<BudgetFault, readonly [message: string, advice: string]>> = {
  'blocks drains': [
    'must let a pod go when there are fewest: a node that runs one could never be drained',
    'Allow one pod to go ({ maxUnavailable: 1 }), or run one more.',
  ],
  'protects nothing': ['must keep a pod: all may go at once', 'Leave it out for one pod at a time.'],
};

/** A lone pod has no budget, so none is too strict for an environment that runs one. */
function budget(given: DisruptionBudget, replicas: Replicas, path: string): readonly Finding[] {
  const forms = Object.entries<Amount | undefined>({ ...given }).flatMap(([name, amount]) =>
    form(amount, `${path}.${name}`),
  );
  const [least, most] = [leastReplicas(replicas), mostReplicas(replicas)];
  if (forms.length > 0 || most < 2) return forms;
  const fault = faultOfBudget({ ...given, least, most });
  if (fault === undefined) return [];
  const [message, advice] = ADVICE[fault];
  return demand(false, {
    rule: 'workload/disruption-budget',
    path,
    message,
    value: `${JSON.stringify(given)} of ${least === most ? least : `${least} to ${most}`} pods`,
    advice,
  });
}
