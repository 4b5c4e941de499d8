import fc from 'fast-check';
import { Duration, Size } from '../../../constructs/quantities';
import { onHostNetwork, onHostPort, type Rollout, type WorkloadSpec } from '../../../constructs/workload';
import { faultOfBudget } from '../../../core/kubernetes';
import { problemsOf, synthApi } from './a-workload';

const daemonSet = { kind: 'daemonSet', replicas: undefined } as const;
const daemonSetOf = (changes: Partial<WorkloadSpec>): any =>
  synthApi({ ...daemonSet, ...changes }).kubernetes_daemon_set_v1.api;
const deploymentOf = (changes: Partial<WorkloadSpec>): any =>
  synthApi(changes).kubernetes_deployment_v1.api.spec;

describe('a rollout of a deployment', () => {
  test('replaces as many at once as it is told', () => {
    const { strategy } = deploymentOf({ rollout: { maxSurge: '10%', maxUnavailable: '25%' } });
    expect(strategy).toEqual({
      type: 'RollingUpdate',
      rolling_update: { max_surge: '10%', max_unavailable: '25%' },
    });
  });

  test('adds one pod at a time where only the missing ones are said', () => {
    const { strategy } = deploymentOf({ rollout: { maxUnavailable: 1 } });
    expect(strategy.rolling_update).toEqual({ max_surge: '1', max_unavailable: '1' });
  });

  test('lets all old pods go first where it recreates them', () => {
    expect(deploymentOf({ rollout: 'recreate' }).strategy).toEqual({ type: 'Recreate' });
  });
});

test('a rollout without a prototype is as good as any other', () => {
  const rollout = Object.assign(Object.create(null) as object, { maxSurge: 1 });
  expect(problemsOf({ rollout })).toEqual([]);
});

describe('a rollout of a daemon set', () => {
  test('starts the new pod of a node beside the old one where it is told to', () => {
    expect(daemonSetOf({ rollout: { maxSurge: '20%' } }).spec.strategy.rolling_update).toEqual({
      max_surge: '20%',
      max_unavailable: '0',
    });
  });

  test('says nothing by a share where it replaces no pod so, which the provider refuses', () => {
    expect(
      daemonSetOf({ rollout: { maxSurge: '0%', maxUnavailable: '10%' } }).spec.strategy.rolling_update,
    ).toEqual({ max_surge: '0', max_unavailable: '10%' });
  });

  test('is waited for as many times as it has steps', () => {
    const limits = { rolloutDeadline: Duration.seconds(59), terminationGrace: Duration.seconds(1) };
    const updateOf = (rollout?: Rollout) => daemonSetOf({ ...limits, rollout }).timeouts.update;
    expect(updateOf()).toBe('10m0s');
    expect(updateOf({ maxUnavailable: '4%' })).toBe('25m0s');
    expect(updateOf({ maxUnavailable: 1 })).toBe('10m0s');
  });
});

test('every kind keeps as many earlier rollouts, and waits as long for a new pod, as it is told', () => {
  const changes = { historyLimit: 2, minReady: Duration.seconds(20) };
  const kept = { revision_history_limit: 2, min_ready_seconds: 20 };
  expect(deploymentOf(changes)).toMatchObject(kept);
  expect(daemonSetOf(changes).spec).toMatchObject(kept);
  const volumes = { data: { mountPath: '/data', size: Size.gibibytes(1) } };
  expect(
    synthApi({ ...changes, kind: 'statefulSet', volumes }).kubernetes_stateful_set_v1.api.spec,
  ).toMatchObject(kept);
});

test('nothing is said of what is left to Kubernetes', () => {
  expect(deploymentOf({})).not.toHaveProperty('revision_history_limit');
  expect(deploymentOf({})).not.toHaveProperty('min_ready_seconds');
});

describe('a disruption budget', () => {
  const budgetOf = (changes: Partial<WorkloadSpec>): any =>
    synthApi(changes).kubernetes_pod_disruption_budget_v1?.api.spec;

  test('keeps so many pods, or lets so many go', () => {
    expect(budgetOf({ disruptionBudget: { minAvailable: '60%' } })).toMatchObject({ min_available: '60%' });
    expect(budgetOf({ disruptionBudget: { maxUnavailable: 2 } })).toMatchObject({ max_unavailable: '2' });
  });

  test('is not made for a lone pod, which a drain must be able to move', () => {
    expect(problemsOf({ replicas: 1, disruptionBudget: { minAvailable: 1 } })).toEqual([]);
    expect(budgetOf({ replicas: 1, disruptionBudget: { minAvailable: 1 } })).toBeUndefined();
  });

  test('that lets one pod go is sound between any bounds above one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 2, max: 50 }), (least, more) => {
        expect(faultOfBudget({ maxUnavailable: 1, least, most: Math.max(least, more) })).toBeUndefined();
      }),
    );
  });

  test('blocks drains exactly where it never lets a pod go', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 50 }), fc.integer({ min: 0, max: 100 }), (pods, percent) => {
        const fault = faultOfBudget({ minAvailable: `${percent}%`, least: pods, most: pods });
        expect(fault === 'blocks drains').toBe(Math.ceil((percent * pods) / 100) >= pods);
        expect(fault === 'protects nothing').toBe(percent === 0);
      }),
    );
  });
});

test.each<[string, Partial<WorkloadSpec>, string[]]>([
  ['an autoscaler down to one pod', { replicas: { min: 1, max: 4, cpuPercent: 70 } }, []],
  [
    'a budget that keeps every pod',
    { replicas: 3, disruptionBudget: { minAvailable: 3 } },
    ['workload/disruption-budget .disruptionBudget'],
  ],
  [
    'a budget that keeps every pod when there are fewest',
    { replicas: { min: 2, max: 9, cpuPercent: 70 }, disruptionBudget: { minAvailable: 2 } },
    ['workload/disruption-budget .disruptionBudget'],
  ],
  [
    'a budget that lets all go',
    { disruptionBudget: { maxUnavailable: '100%' } },
    ['workload/disruption-budget .disruptionBudget'],
  ],
  [
    'a budget with half a pod',
    { disruptionBudget: { minAvailable: 1.5 } },
    ['workload/amount .disruptionBudget.minAvailable'],
  ],
  [
    'a budget of a daemon set',
    { ...daemonSet, disruptionBudget: { maxUnavailable: 1 } },
    ['workload/disruption-budget .disruptionBudget'],
  ],
  ['a rollout that can replace nothing', { rollout: { maxSurge: 0 } }, ['workload/rollout .rollout']],
  [
    'a rollout in which more than all may be missing',
    { rollout: { maxUnavailable: '120%' } },
    ['workload/rollout .rollout.maxUnavailable'],
  ],
  [
    'a surge of more than every node in a daemon set',
    { ...daemonSet, rollout: { maxSurge: '101%' } },
    ['workload/rollout .rollout.maxSurge'],
  ],
  ['a surge of more than all in a deployment', { rollout: { maxSurge: '200%' } }, []],
  ['a share that begins with 0', { rollout: { maxSurge: '05%' } }, ['workload/amount .rollout.maxSurge']],
  ['a rollout by a share of no form', { rollout: { maxSurge: '2.5%' } }, ['shape/kind .rollout']],
  [
    'a daemon set that both adds and takes pods',
    { ...daemonSet, rollout: { maxSurge: 1, maxUnavailable: 1 } },
    ['workload/rollout .rollout'],
  ],
  [
    'a surge on the network of the node, where the old pod has the ports',
    {
      ...daemonSet,
      ports: { http: 8080 },
      hostNetwork: onHostNetwork('a test'),
      rollout: { maxSurge: 1 },
    },
    ['workload/rollout .rollout.maxSurge'],
  ],
  [
    'a surge where the old pod has a port of the node',
    {
      ...daemonSet,
      ports: { http: { container: 8080, hostPort: onHostPort(8080, 'a test') } },
      rollout: { maxSurge: 1 },
    },
    ['workload/rollout .rollout.maxSurge'],
  ],
  ['a daemon set that is recreated', { ...daemonSet, rollout: 'recreate' }, ['workload/rollout .rollout']],
  [
    'a stateful set with a surge',
    { kind: 'statefulSet', rollout: { maxSurge: 1 } },
    ['workload/rollout .rollout'],
  ],
  ['a negative history', { historyLimit: -1 }, ['workload/history-limit .historyLimit']],
  ['a deployment without a history', { historyLimit: 0 }, []],
  [
    'a stateful set without a history',
    { kind: 'statefulSet', historyLimit: 0 },
    ['workload/history-limit .historyLimit'],
  ],
  [
    'a lone pod without a history',
    { single: true, replicas: 1, historyLimit: 0 },
    ['workload/history-limit .historyLimit'],
  ],
  [
    'a stateful set without volumes, of which the provider forgets how long to wait',
    { kind: 'statefulSet', minReady: Duration.seconds(5) },
    ['workload/min-ready .minReady'],
  ],
  [
    'the same with a lone pod',
    { single: true, replicas: 1, minReady: Duration.seconds(5) },
    ['workload/min-ready .minReady'],
  ],
  [
    'a new pod that is never waited for long enough',
    { minReady: Duration.minutes(5) },
    ['workload/min-ready .minReady'],
  ],
])('%s', (_what, changes, problems) => {
  expect(problemsOf(changes)).toEqual(problems);
});
