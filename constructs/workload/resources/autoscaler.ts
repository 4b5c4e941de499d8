import { kubernetes, type HorizontalPodAutoscalerV2SpecMetric } from '../../providers/kubernetes';
import { Duration } from '../../quantities';
import { claimAddress } from '../../terraform';
import {
  type Autoscaling,
  isAutoscaled,
  type ScalingMetric,
  type ScalingPolicy,
  type ScalingRules,
} from '../replicas';
import { after, metadataOf, type WorkloadContext } from './context';

/**
 * Scales the deployment, where bounds are given. It does not wait for the deployment: a new one begins with one pod and
 * must grow to `min` while Terraform still waits for it.
 */
export function autoscalerOf(context: WorkloadContext): void {
  const { name, replicas } = context.workload;
  if (!isAutoscaled(replicas)) return;
  claimAddress(
    new kubernetes.HorizontalPodAutoscalerV2(context.scope, 'autoscaler', {
      metadata: metadataOf(context),
      spec: {
        minReplicas: replicas.min,
        maxReplicas: replicas.max,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        metric: metricsOf(replicas),
        ...behaviorOf(replicas),
      },
      ...after(context),
    }),
    name,
  );
}

function metricsOf({
  cpuPercent,
  memoryPercent,
  metrics = [],
}: Autoscaling): HorizontalPodAutoscalerV2SpecMetric[] {
  return [
    ...utilization('cpu', cpuPercent),
    ...utilization('memory', memoryPercent),
    ...metrics.map(metricOf),
  ];
}

function utilization(name: string, percent: number | undefined): HorizontalPodAutoscalerV2SpecMetric[] {
  if (percent === undefined) return [];
  return [
    { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization: percent } } },
  ];
}

function metricOf(metric: ScalingMetric): HorizontalPodAutoscalerV2SpecMetric {
  if (metric.kind === 'pods') {
    const target = { type: 'AverageValue', averageValue: metric.average };
    return { type: 'Pods', pods: { metric: { name: metric.name }, target } };
  }
  const { name, labels, target } = metric;
  return {
    type: 'External',
    external: {
      metric: { name, ...(labels === undefined ? {} : { selector: [{ matchLabels: labels }] }) },
      target:
        'average' in target
          ? { type: 'AverageValue', averageValue: target.average }
          : { type: 'Value', value: target.value },
    },
  };
}

/** What Kubernetes goes by where no policy is given; the provider demands to have it written down. */
const QUARTER_MINUTE = Duration.seconds(15);
const DEFAULT_POLICIES = {
  scaleUp: [
    { pods: 4, every: QUARTER_MINUTE },
    { percent: 100, every: QUARTER_MINUTE },
  ],
  scaleDown: [{ percent: 100, every: QUARTER_MINUTE }],
} as const satisfies Readonly<Record<string, readonly ScalingPolicy[]>>;

function behaviorOf({ behavior }: Autoscaling) {
  if (behavior === undefined) return {};
  const { scaleUp, scaleDown } = behavior;
  return {
    behavior: {
      ...(scaleUp === undefined ? {} : { scaleUp: [rulesOf(scaleUp, DEFAULT_POLICIES.scaleUp)] }),
      ...(scaleDown === undefined ? {} : { scaleDown: [rulesOf(scaleDown, DEFAULT_POLICIES.scaleDown)] }),
    },
  };
}

const SELECT_POLICIES = { max: 'Max', min: 'Min', disabled: 'Disabled' } as const;

function rulesOf(
  { stabilization, select = 'max', policies = [] }: ScalingRules,
  fallback: readonly ScalingPolicy[],
) {
  return {
    selectPolicy: SELECT_POLICIES[select],
    ...(stabilization === undefined ? {} : { stabilizationWindowSeconds: stabilization.toSeconds() }),
    policy: (policies.length === 0 ? fallback : policies).map((policy) => ({
      type: 'pods' in policy ? 'Pods' : 'Percent',
      value: 'pods' in policy ? policy.pods : policy.percent,
      periodSeconds: policy.every.toSeconds(),
    })),
  };
}
