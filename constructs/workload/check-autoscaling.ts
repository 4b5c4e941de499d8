import type { Finding } from '../../core/findings';
import { parseQuantity } from '../../core/kubernetes';
import { checkLabels } from '../metadata';
import { demand, LARGEST, quoted, wholeWithin } from './check';
import type { Autoscaling, ManagedElsewhere, ScalingMetric, ScalingPolicy, ScalingRules } from './replicas';

/** The spans that Kubernetes takes. */
const LONGEST_STABILIZATION = 3_600;
const LONGEST_PERIOD = 1_800;
/** More than any pod can use of what it requests. */
const MOST_PERCENT = 10_000;

/** Bounds, metrics and the pace of an autoscaler. */
export function autoscaling(given: Autoscaling, path: string): readonly Finding[] {
  const { min, cpuPercent, memoryPercent, metrics = [], behavior = {} } = given;
  return [
    ...demand(wholeWithin(min, 1), {
      rule: 'workload/autoscaling',
      path: `${path}.min`,
      message: `must be a whole number of at least 1 and at most ${LARGEST}`,
      value: quoted(min),
      advice: 'The autoscaler cannot scale to nothing: it measures the pods that run.',
    }),
    ...most(given, path),
    ...demand(cpuPercent !== undefined || memoryPercent !== undefined || metrics.length > 0, {
      rule: 'workload/autoscaling',
      path,
      message: 'must say what to scale by',
      value: 'no metric',
      advice: 'Give cpuPercent: 70, memoryPercent, or metrics: [podsMetric(…), externalMetric(…)].',
    }),
    ...percent(cpuPercent, 'CPU', `${path}.cpuPercent`),
    ...percent(memoryPercent, 'memory', `${path}.memoryPercent`),
    ...metrics.flatMap((metric, position) => metricOf(metric, `${path}.metrics[${position}]`)),
    ...Object.entries<ScalingRules>({ ...behavior }).flatMap(([direction, rules]) =>
      pace(rules, `${path}.behavior.${direction}`),
    ),
  ];
}

/** Bounds that something else keeps. */
export function managed(given: ManagedElsewhere, path: string): readonly Finding[] {
  return [
    ...demand(wholeWithin(given.min, 0), {
      rule: 'workload/managed-elsewhere',
      path: `${path}.min`,
      message: `must be a whole number of at least 0 and at most ${LARGEST}`,
      value: quoted(given.min),
      advice: 'Give the fewest pods that it ever leaves running.',
    }),
    ...most(given, path),
    ...demand(given.reason.trim() !== '', {
      rule: 'workload/managed-elsewhere',
      path: `${path}.reason`,
      message: 'must say who decides the number of pods',
      value: 'empty',
      advice: "Write it like 'KEDA scales by the length of the queue'.",
    }),
  ];
}

function most({ min, max }: Autoscaling | ManagedElsewhere, path: string): readonly Finding[] {
  return demand(wholeWithin(max, 1) && max >= min, {
    rule: 'workload/autoscaling',
    path: `${path}.max`,
    message: `must be a whole number of at least min, which is ${min}, and at most ${LARGEST}`,
    value: quoted(max),
    advice: 'Give both bounds alike for a fixed number, or a plain number.',
  });
}

function percent(value: number | undefined, what: string, path: string): readonly Finding[] {
  return demand(value === undefined || wholeWithin(value, 1, MOST_PERCENT), {
    rule: 'workload/autoscaling',
    path,
    message: `must be a whole percentage, 1–${MOST_PERCENT}`,
    value: quoted(value),
    advice: `It is the average use of the requested ${what} to keep: 70 leaves room while new pods start.`,
  });
}

function metricOf(metric: ScalingMetric, path: string): readonly Finding[] {
  const [amount] = metric.kind === 'pods' ? [metric.average] : Object.values<string>({ ...metric.target });
  return [
    ...demand(/^[A-Za-z_:][\w:.|/-]*$/.test(metric.name), {
      rule: 'workload/metric',
      path: `${path}.name`,
      message: 'must be the name of a metric',
      value: quoted(metric.name),
      advice: 'Write it as the metrics API of the cluster lists it, such as http_requests_per_second.',
    }),
    ...demand((parseQuantity(amount ?? '') ?? 0) > 0, {
      rule: 'workload/metric',
      path: metric.kind === 'pods' ? `${path}.average` : `${path}.target`,
      message: 'must be a quantity of more than nothing',
      value: quoted(amount),
      advice: "Write it like '100', '500m' or '2k'.",
    }),
    ...(metric.kind === 'external' ? checkLabels(metric.labels ?? {}, `${path}.labels`) : []),
  ];
}

function pace({ stabilization, policies }: ScalingRules, path: string): readonly Finding[] {
  return [
    ...demand(policies === undefined || policies.length > 0, {
      rule: 'workload/scaling-behavior',
      path: `${path}.policies`,
      message: 'must list at least one',
      value: 'empty',
      advice: "Leave it out for those of Kubernetes. To never go in this direction, give select: 'disabled'.",
    }),
    ...demand(stabilization === undefined || stabilization.toSeconds() <= LONGEST_STABILIZATION, {
      rule: 'workload/scaling-behavior',
      path: `${path}.stabilization`,
      message: 'must be at most an hour',
      value: quoted(stabilization),
      advice: 'Give the span in which the most cautious wish counts, such as Duration.minutes(5).',
    }),
    ...(policies ?? []).flatMap((policy, position) => policyOf(policy, `${path}.policies[${position}]`)),
  ];
}

function policyOf(policy: ScalingPolicy, path: string): readonly Finding[] {
  const [name, amount] = 'pods' in policy ? ['pods', policy.pods] : ['percent', policy.percent];
  return [
    ...demand(wholeWithin(amount, 1), {
      rule: 'workload/scaling-behavior',
      path: `${path}.${name}`,
      message: `must be a whole number of at least 1 and at most ${LARGEST}`,
      value: quoted(amount),
      advice: "To never go in this direction, give select: 'disabled'.",
    }),
    ...demand(wholeWithin(policy.every.toSeconds(), 1, LONGEST_PERIOD), {
      rule: 'workload/scaling-behavior',
      path: `${path}.every`,
      message: 'must be 1 s to 30 min',
      value: quoted(policy.every),
      advice: 'Give the span in which so many pods may come or go, such as Duration.minutes(1).',
    }),
  ];
}
