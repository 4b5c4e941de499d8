import { Duration } from '../../../constructs/quantities';
import type { WorkloadSpec } from '../../../constructs/workload';
import { podOf, problemsOf, synthApi } from './a-workload';

const HOST = 'kubernetes.io/hostname';

describe('the nodes of pods', () => {
  test('may be tainted, as far as the pods bear it', () => {
    const pod = podOf(
      synthApi({
        tolerations: [
          { key: 'dedicated', value: 'shop', effect: 'NoSchedule' },
          { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', for: Duration.seconds(30) },
        ],
      }),
    );
    expect(pod.toleration).toEqual([
      { key: 'dedicated', operator: 'Equal', value: 'shop', effect: 'NoSchedule' },
      {
        key: 'node.kubernetes.io/unreachable',
        operator: 'Exists',
        effect: 'NoExecute',
        toleration_seconds: '30',
      },
    ]);
  });

  test('are all of them for an agent that bears every taint', () => {
    const pod = podOf(synthApi({ kind: 'daemonSet', replicas: undefined, tolerations: 'all' }));
    expect(pod.toleration).toEqual([{ operator: 'Exists' }]);
  });

  test('are chosen by their labels and by the pods on them', () => {
    const near = { matchLabels: { 'app.kubernetes.io/name': 'cache' }, topologyKey: HOST };
    const ssd = { key: 'disktype', operator: 'In', values: ['ssd'] } as const;
    const { affinity } = podOf(
      synthApi({
        affinity: {
          nodeAffinity: {
            required: [[ssd, { key: 'gpu', operator: 'DoesNotExist' }]],
            preferred: [{ weight: 5, requirements: [ssd] }],
          },
          podAffinity: { preferred: [{ ...near, weight: 10 }] },
          podAntiAffinity: { required: [{ ...near, namespaces: ['other'] }] },
        },
      }),
    );
    expect(affinity.node_affinity).toEqual({
      required_during_scheduling_ignored_during_execution: {
        node_selector_term: [{ match_expressions: [ssd, { key: 'gpu', operator: 'DoesNotExist' }] }],
      },
      preferred_during_scheduling_ignored_during_execution: [
        { weight: 5, preference: { match_expressions: [ssd] } },
      ],
    });
    const term = {
      topology_key: HOST,
      label_selector: [{ match_labels: { 'app.kubernetes.io/name': 'cache' } }],
    };
    expect(affinity.pod_affinity).toEqual({
      preferred_during_scheduling_ignored_during_execution: [{ weight: 10, pod_affinity_term: term }],
    });
    // What is said stands instead of the wish for other zones.
    expect(affinity.pod_anti_affinity).toEqual({
      required_during_scheduling_ignored_during_execution: [{ ...term, namespaces: ['other'] }],
    });
  });

  test('stay in other zones where possible, beside a choice of nodes', () => {
    const { affinity } = podOf(
      synthApi({ affinity: { nodeAffinity: { required: [[{ key: 'gpu', operator: 'Exists' }]] } } }),
    );
    expect(Object.keys(affinity as object).sort()).toEqual(['node_affinity', 'pod_anti_affinity']);
  });

  test('have no term that says nothing, which each plan would want to add again', () => {
    const affinity = { nodeAffinity: { required: [] }, podAffinity: {}, podAntiAffinity: { preferred: [] } };
    expect(podOf(synthApi({ affinity }))).not.toHaveProperty('affinity');
  });

  test('are even as demanded, counting the pods of one rollout', () => {
    const zone = 'topology.kubernetes.io/zone';
    const topologySpread = [
      { topologyKey: zone, whenUnsatisfiable: 'DoNotSchedule', minDomains: 2 },
    ] as const;
    const pod = podOf(synthApi({ topologySpread }));
    expect(pod.topology_spread_constraint).toEqual([
      {
        topology_key: zone,
        max_skew: 1,
        min_domains: 2,
        when_unsatisfiable: 'DoNotSchedule',
        label_selector: [{ match_labels: { 'app.kubernetes.io/name': 'api' } }],
        match_label_keys: ['pod-template-hash'],
        node_taints_policy: 'Honor',
      },
    ]);
    expect(podOf(synthApi({ topologySpread: [] }))).not.toHaveProperty('topology_spread_constraint');
  });

  test('run pods of the class that is asked for', () => {
    expect(podOf(synthApi({ priorityClass: 'critical', runtimeClass: 'gvisor' }))).toMatchObject({
      priority_class_name: 'critical',
      runtime_class_name: 'gvisor',
    });
  });
});

const term = { matchLabels: { app: 'cache' }, topologyKey: HOST };

test.each<[string, Partial<WorkloadSpec>, string[]]>([
  ['a taint without a value', { tolerations: [{ key: 'dedicated' }] }, []],
  [
    'a wish and a demand of one topology',
    {
      topologySpread: [
        { topologyKey: 'example.com/rack' },
        { topologyKey: 'example.com/rack', whenUnsatisfiable: 'DoNotSchedule' },
      ],
    },
    [],
  ],
  [
    'one topology twice, which Kubernetes refuses',
    {
      topologySpread: [
        { topologyKey: 'example.com/rack', maxSkew: 2 },
        { topologyKey: 'example.com/rack', whenUnsatisfiable: 'ScheduleAnyway' },
      ],
    },
    ['workload/topology-spread .topologySpread[1]'],
  ],
  ['a taint with a space', { tolerations: [{ key: 'a b' }] }, ['workload/toleration .tolerations[0]']],
  [
    'a span that no effect ends',
    { tolerations: [{ key: 'a', for: Duration.seconds(1) }] },
    ['workload/toleration .tolerations[0].for'],
  ],
  [
    'a requirement of nothing',
    { affinity: { nodeAffinity: { required: [[]] } } },
    ['workload/affinity .affinity.nodeAffinity.required[0]'],
  ],
  [
    'a comparison with no number',
    { affinity: { nodeAffinity: { required: [[{ key: 'cores', operator: 'Gt', values: ['many'] }]] } } },
    ['workload/affinity .affinity.nodeAffinity.required[0][0].values'],
  ],
  [
    'a wish without weight',
    { affinity: { podAffinity: { preferred: [{ ...term, weight: 0 }] } } },
    ['workload/affinity .affinity.podAffinity.preferred[0].weight'],
  ],
  [
    'any pods at all',
    { affinity: { podAntiAffinity: { required: [{ ...term, matchLabels: {} }] } } },
    ['workload/affinity .affinity.podAntiAffinity.required[0].matchLabels'],
  ],
  [
    'a place of no name',
    { topologySpread: [{ topologyKey: '' }] },
    ['workload/topology .topologySpread[0].topologyKey'],
  ],
  [
    'a fewest number of places for a wish',
    { topologySpread: [{ topologyKey: HOST, minDomains: 2 }] },
    ['workload/topology-spread .topologySpread[0].minDomains'],
  ],
  [
    'a daemon set that is spread',
    { kind: 'daemonSet', replicas: undefined, topologySpread: [{ topologyKey: HOST }] },
    ['workload/topology-spread .topologySpread'],
  ],
  ['a class of no name', { runtimeClass: 'g Visor' }, ['workload/class .runtimeClass']],
])('%s', (_what, changes, problems) => {
  expect(problemsOf(changes)).toEqual(problems);
});
