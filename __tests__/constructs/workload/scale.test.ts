import { Duration } from '../../../constructs/quantities';
import {
  checkWorkload,
  externalMetric,
  managedElsewhere,
  podsMetric,
  type Replicas,
} from '../../../constructs/workload';
import { spec, synthApi } from './a-workload';

const autoscalerOf = (replicas: Replicas): any =>
  synthApi({ replicas }).kubernetes_horizontal_pod_autoscaler_v2.api.spec;

function problemsOf(replicas: Replicas): string[] {
  return checkWorkload(spec({ replicas }), 'api').map(({ rule, path }) => `${rule} ${path}`);
}

describe('an autoscaler', () => {
  test('goes by every metric that it is given', () => {
    const { metric } = autoscalerOf({
      min: 2,
      max: 20,
      cpuPercent: 150,
      memoryPercent: 80,
      metrics: [
        podsMetric('http_requests_per_second', '100'),
        externalMetric('queue_messages_ready', { value: '30' }, { queue: 'orders' }),
      ],
    });
    expect(metric).toEqual([
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', average_utilization: 150 } },
      },
      {
        type: 'Resource',
        resource: { name: 'memory', target: { type: 'Utilization', average_utilization: 80 } },
      },
      {
        type: 'Pods',
        pods: {
          metric: { name: 'http_requests_per_second' },
          target: { type: 'AverageValue', average_value: '100' },
        },
      },
      {
        type: 'External',
        external: {
          metric: { name: 'queue_messages_ready', selector: [{ match_labels: { queue: 'orders' } }] },
          target: { type: 'Value', value: '30' },
        },
      },
    ]);
  });

  test('goes at the pace that it is given, and otherwise at that of Kubernetes', () => {
    const { behavior } = autoscalerOf({
      min: 2,
      max: 20,
      cpuPercent: 70,
      behavior: {
        scaleUp: { stabilization: Duration.minutes(1) },
        scaleDown: { select: 'min', policies: [{ pods: 1, every: Duration.minutes(5) }] },
      },
    });
    expect(behavior).toEqual({
      scale_up: [
        {
          select_policy: 'Max',
          stabilization_window_seconds: 60,
          policy: [
            { type: 'Pods', value: 4, period_seconds: 15 },
            { type: 'Percent', value: 100, period_seconds: 15 },
          ],
        },
      ],
      scale_down: [{ select_policy: 'Min', policy: [{ type: 'Pods', value: 1, period_seconds: 300 }] }],
    });
  });
});

describe('a number of pods that is managed elsewhere', () => {
  const resource = synthApi({ replicas: managedElsewhere({ min: 0, max: 9, reason: 'KEDA scales it' }) });
  const { metadata, spec } = resource.kubernetes_deployment_v1.api;

  test('is neither set nor scaled', () => {
    expect(spec).not.toHaveProperty('replicas');
    expect(resource).not.toHaveProperty('kubernetes_horizontal_pod_autoscaler_v2');
  });

  test('says who decides it', () => {
    expect(metadata.annotations).toEqual({ 'slipway/replicas-managed-elsewhere': 'KEDA scales it' });
  });

  test('still has a disruption budget', () => {
    expect(resource.kubernetes_pod_disruption_budget_v1.api.spec.max_unavailable).toBe('1');
  });
});

test.each<[string, Replicas, string[]]>([
  ['scaling by requests alone', { min: 1, max: 4, metrics: [podsMetric('requests', '100m')] }, []],
  ['scaling by nothing', { min: 1, max: 4 }, ['workload/autoscaling api.replicas']],
  [
    'no use of CPU at all',
    { min: 1, max: 4, cpuPercent: 0 },
    ['workload/autoscaling api.replicas.cpuPercent'],
  ],
  [
    'half a percent of memory',
    { min: 1, max: 4, memoryPercent: 0.5 },
    ['workload/autoscaling api.replicas.memoryPercent'],
  ],
  [
    'a metric without a name and a quantity',
    { min: 1, max: 4, metrics: [podsMetric('', 'many')] },
    ['workload/metric api.replicas.metrics[0].name', 'workload/metric api.replicas.metrics[0].average'],
  ],
  [
    'a target of nothing',
    { min: 1, max: 4, metrics: [externalMetric('queue', { average: '0' })] },
    ['workload/metric api.replicas.metrics[0].target'],
  ],
  [
    'a pace that Kubernetes does not take',
    {
      min: 1,
      max: 4,
      cpuPercent: 70,
      behavior: {
        scaleUp: { stabilization: Duration.hours(2), policies: [{ percent: 0, every: Duration.hours(1) }] },
      },
    },
    [
      'workload/scaling-behavior api.replicas.behavior.scaleUp.stabilization',
      'workload/scaling-behavior api.replicas.behavior.scaleUp.policies[0].percent',
      'workload/scaling-behavior api.replicas.behavior.scaleUp.policies[0].every',
    ],
  ],
  [
    'a pace of no steps',
    { min: 1, max: 4, cpuPercent: 70, behavior: { scaleDown: { policies: [] } } },
    ['workload/scaling-behavior api.replicas.behavior.scaleDown.policies'],
  ],
  [
    'managed elsewhere without a reason, with bounds that cross',
    managedElsewhere({ min: 3, max: 2, reason: ' ' }),
    ['workload/autoscaling api.replicas.max', 'workload/managed-elsewhere api.replicas.reason'],
  ],
])('%s', (_what, replicas, problems) => {
  expect(problemsOf(replicas)).toEqual(problems);
});

test('a stateful set is scaled by nothing but its number', () => {
  const replicas = managedElsewhere({ min: 0, max: 9, reason: 'KEDA scales it' });
  expect(checkWorkload(spec({ kind: 'statefulSet', replicas }), 'api')).toEqual([
    expect.objectContaining({ rule: 'workload/stateful-set', value: '0 to 9' }),
  ]);
});
