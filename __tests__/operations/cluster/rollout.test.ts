import { runsDigest } from '../../../operations/cluster';
import { rolloutFrom } from '../../../operations/cluster/rollout/rollout-from';
import { deployment, NEW, OLD, pod } from './objects';

const EARLY = '2026-11-24T08:00:00.000Z';
const LATER = '2026-11-24T09:00:00.000Z';
const LATEST = '2026-11-24T10:00:00.000Z';

const rollout = (
  object = deployment({}),
  pods = [pod('a', { readyAt: EARLY }), pod('b', { readyAt: LATER })],
) => rolloutFrom({ workload: { kind: 'Deployment', object }, pods });

test('a workload runs a digest when every pod runs it and all are available', () => {
  expect(runsDigest(rollout(), NEW)).toBe(true);
  expect(runsDigest(rollout(), OLD)).toBe(false);
});

test.each([
  ['the controller has not seen the newest template', rollout(deployment({ generation: 3 }))],
  ['a pod is missing', rollout(deployment({ status: { availableReplicas: 1 } }))],
  ['a pod has the template before', rollout(deployment({ status: { updatedReplicas: 1 } }))],
  ['an extra pod of the template before is left', rollout(deployment({ status: { replicas: 3 } }))],
  ['it was scaled to nothing', rollout(deployment({ replicas: 0 }), [])],
  [
    'something put another image into a pod',
    rollout(undefined, [pod('a', { readyAt: EARLY }), pod('b', { readyAt: EARLY, digest: OLD })]),
  ],
  [
    'a pod is told to run it, but has never started',
    rollout(undefined, [pod('a', { imageID: '' }), pod('b', { imageID: '' })]),
  ],
])('a workload does not run a digest while %s', (_, state) => {
  expect(runsDigest(state, NEW)).toBe(false);
});

test('it has been available since the last required pod became ready', () => {
  expect(rollout().availableSince).toBe(LATER);
});

test('pods of an older digest, pods that are being deleted, and pods that have ended or are not ready do not count', () => {
  const others = [
    pod('old', { digest: OLD, readyAt: EARLY }),
    pod('ending', { readyAt: EARLY, metadata: { deletionTimestamp: LATEST } }),
    pod('evicted', { readyAt: EARLY, status: { phase: 'Failed' } }),
    pod('unready'),
  ];
  const state = rollout(undefined, [pod('a', { readyAt: EARLY }), ...others]);
  expect(state.availableSince).toBeUndefined();
  expect(state.pods.map(({ name }) => name)).toEqual(['a', 'old', 'unready']);
  expect(state.digests).toEqual([NEW, OLD]);
});

test('pods that an autoscaler adds later do not reset the time', () => {
  const pods = [EARLY, LATER, LATEST].map((readyAt, index) => pod(String(index), { readyAt }));
  const object = deployment({ replicas: 3 });
  expect(rolloutFrom({ workload: { kind: 'Deployment', object }, pods }).availableSince).toBe(LATEST);
  expect(rolloutFrom({ workload: { kind: 'Deployment', object }, pods }, 2).availableSince).toBe(LATER);
});

test('another digest of the same content, as a runtime may report it, is shown and accepted', () => {
  const imageID = `registry.example.com/shop/other@${OLD}`;
  const state = rollout(undefined, [pod('a', { readyAt: EARLY, imageID }), pod('b', { readyAt: EARLY })]);
  expect(state.pods[0]).toMatchObject({ digest: NEW, imageId: OLD });
  expect(runsDigest(state, NEW)).toBe(true);
});

test("a rollout that missed its deadline is stalled, with the controller's message", () => {
  const message = 'ReplicaSet "web-1" has timed out progressing.';
  const progressing = (reason: string) => ({
    conditions: [{ type: 'Progressing', status: 'False', reason, message }],
  });
  expect(rollout(deployment({ status: progressing('ProgressDeadlineExceeded') })).stalled).toBe(message);
  expect(rollout(deployment({ status: progressing('ReplicaSetUpdated') })).stalled).toBeUndefined();
});

test("only the service's own container counts, whatever was injected next to it", () => {
  const [own] = pod('a').spec?.containers ?? [];
  const sidecar = { name: 'a-proxy', image: `registry.example.com/proxy@${OLD}` };
  const meshed = pod('a', { readyAt: EARLY, spec: { containers: own === undefined ? [] : [sidecar, own] } });
  expect(rollout(undefined, [meshed]).digests).toEqual([NEW]);
});

describe('a daemon set', () => {
  const counts = {
    observedGeneration: 2,
    desiredNumberScheduled: 2,
    currentNumberScheduled: 2,
    updatedNumberScheduled: 2,
    numberAvailable: 2,
    numberMisscheduled: 0,
    numberReady: 2,
  };
  const state = (status: object = {}) => {
    const { metadata, spec } = deployment({});
    const { replicas: _replicas, ...rest } = spec ?? { selector: {}, template: {} };
    const object = { metadata, spec: rest, status: { ...counts, ...status } };
    const pods = [pod('a', { readyAt: EARLY }), pod('b', { readyAt: LATER })];
    return rolloutFrom({ workload: { kind: 'DaemonSet', object }, pods });
  };

  test('runs a digest when it does on every node that it is meant for', () => {
    expect(state()).toMatchObject({ kind: 'DaemonSet', desired: 2, available: 2, availableSince: LATER });
    expect(runsDigest(state(), NEW)).toBe(true);
  });

  test.each([
    ['is not available on one', { numberAvailable: 1 }],
    ['has the template before on one', { updatedNumberScheduled: 1 }],
    ['is missing on one', { desiredNumberScheduled: 3 }],
    ['is meant for no node', { desiredNumberScheduled: 0 }],
  ])('does not while it %s', (_, status) => {
    expect(runsDigest(state(status), NEW)).toBe(false);
  });
});

test('the image of another container is looked at by its name, an init container included', () => {
  const object = deployment({});
  const [own] = object.spec?.template.spec?.containers ?? [];
  const load = { name: 'load', image: `registry.example.com/shop/load@${OLD}` };
  const spec = { containers: own === undefined ? [] : [own], initContainers: [load] };
  const loaded = pod('a', { readyAt: EARLY });
  const withInit = {
    ...loaded,
    spec: { containers: loaded.spec?.containers ?? [], initContainers: [load] },
    status: {
      ...loaded.status,
      initContainerStatuses: [{ ...load, imageID: load.image, ready: true, restartCount: 0 }],
    },
  };
  const made = { ...object, spec: { ...object.spec, template: { spec } } } as never;
  const state = { workload: { kind: 'Deployment' as const, object: made }, pods: [withInit as never] };
  expect(rolloutFrom(state, undefined, 'load')).toMatchObject({ digest: OLD, digests: [OLD] });
  expect(rolloutFrom(state)).toMatchObject({ digest: NEW, digests: [NEW] });
});
