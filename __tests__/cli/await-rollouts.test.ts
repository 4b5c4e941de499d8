import type { EnvironmentCluster } from '../../cli/cluster';
import { awaitRollouts } from '../../cli/deploying/await-rollouts';
import type { Rollout } from '../../operations/cluster';
import { digestOf } from '../promotion/support';

const NEW = digestOf('new');
const services = [
  { service: 'web', digest: NEW },
  { service: 'worker', digest: NEW },
];

const rollout = (changes: Partial<Rollout> = {}): Rollout => ({
  ...{ kind: 'Deployment', digest: NEW, observed: true, desired: 1, total: 1, updated: 1, available: 1 },
  ...{ pods: [], digests: [NEW], availableSince: '2026-11-03T09:00:00Z', stalled: undefined },
  ...changes,
});
const stalled = rollout({
  ...{ total: 2, available: 0, digests: [digestOf('old'), NEW].sort(), availableSince: undefined },
  stalled: 'ReplicaSet "worker-2" has timed out progressing.',
});

/** Waits for what a cluster says of `worker`, one answer after the other. */
async function waitedFor(answers: readonly (Rollout | undefined)[], stop?: AbortSignal) {
  const told: string[] = [];
  let asked = 0;
  const cluster: EnvironmentCluster = {
    name: 'a cluster',
    rollout: (service) =>
      Promise.resolve(service === 'web' ? rollout() : answers[Math.min(asked++, answers.length - 1)]),
    causes: (service) => Promise.resolve([`${service}-0 crashes`]),
  };
  await awaitRollouts(cluster, services, {
    job: 'clean-up',
    tell: (message) => {
      told.push(message);
    },
    stop,
  });
  return told;
}

test('services that run what is selected are not waited for', async () => {
  expect(await waitedFor([rollout()])).toEqual([]);
});

test('nor is one that is scaled to nothing, once its newest template is the selected one', async () => {
  const off = { desired: 0, total: 0, updated: 0, available: 0, digests: [], availableSince: undefined };
  expect(await waitedFor([rollout(off)])).toEqual([]);
});

test('a rollout that goes on is waited for', async () => {
  const going = rollout({ available: 0, availableSince: undefined });
  expect(await waitedFor([going, going, rollout()])).toEqual([
    expect.stringContaining('clean-up is waiting for worker: '),
  ]);
});

test('one that was given up stops the deploy with its cause: an older image still runs', async () => {
  await expect(waitedFor([stalled])).rejects.toThrow(
    /clean-up did not run.*worker: its rollout has stalled.*worker-0 crashes.*The next deploy/s,
  );
});

test('an interruption ends the waiting', async () => {
  const going = rollout({ available: 0, availableSince: undefined });
  await expect(waitedFor([going], AbortSignal.abort())).rejects.toThrow('clean-up did not run');
});
