import { parseHistory, planJob, runJob, runName } from '../../../operations/jobs';
import { ClusterWithJobs, NAMESPACE, refusal, STATUS } from './cluster-with-jobs';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => `sha256:${letter.repeat(64)}`) as [string, string, string];
const order = [A, B, C];

/** A deploy of a digest; each has its own time. */
function deploy(cluster: ClusterWithJobs, digest: string, rerun = false, stop?: AbortSignal): Promise<void> {
  cluster.image = `registry.example.com/shop/api@${digest}`;
  return runJob(run(cluster, digest, rerun), {
    tell: () => undefined,
    now: () => new Date((time += 1_000)),
    ...{ everyMs: 1, appearsWithinMs: 20, stop },
  });
}
let time = Date.parse('2026-11-29T10:00:00Z');

const run = (cluster: ClusterWithJobs, digest: string, rerun = false) => ({
  ...{ cluster, namespace: NAMESPACE, job: 'migrate', digest, order, rerun },
  when: 'before' as const,
});
const nameOf = (digest: string) => `run ${runName('migrate', digest)}`;

test('a job is recorded as started before it is, runs once, and its end is recorded', async () => {
  const cluster = new ClusterWithJobs();
  await deploy(cluster, A);
  await deploy(cluster, A);
  expect(cluster.log).toEqual(['record started a', nameOf(A), 'record succeeded a']);
});

test('each newer digest runs it, and one that comes back never does', async () => {
  const cluster = new ClusterWithJobs();
  for (const digest of [A, C, A, C, B]) await deploy(cluster, digest);
  expect(cluster.started).toEqual([nameOf(A), nameOf(C)]);
  expect(await planJob(run(cluster, B))).toEqual({ kind: 'superseded', than: C });
});

test('not even a rerun runs it for an older digest', async () => {
  const cluster = new ClusterWithJobs();
  await deploy(cluster, C);
  await deploy(cluster, A, true);
  expect(cluster.started).toEqual([nameOf(C)]);
});

test.each([
  ['before', 'Nothing after it was rolled out.'],
  ['after', 'All else was rolled out.'],
] as const)('one that failed %s a rollout says what of it was done', async (when, done) => {
  const cluster = new ClusterWithJobs();
  cluster.fate = 'fails';
  cluster.image = `docker.io/library/x@${A}`;
  const options = { tell: () => undefined, now: () => new Date((time += 1_000)), everyMs: 1 };
  await expect(runJob({ ...run(cluster, A), when }, options)).rejects.toThrow(done);
});

test('where nobody knows the order, a digest that ran does not run again', async () => {
  const cluster = new ClusterWithJobs();
  const options = { tell: () => undefined, now: () => new Date((time += 1_000)), everyMs: 1 };
  for (const digest of [A, B, A]) {
    cluster.image = `docker.io/library/x@${digest}`;
    await runJob({ ...run(cluster, digest), order: [] }, options);
  }
  expect(cluster.started).toEqual([nameOf(A), nameOf(B)]);
});

test('a failed one stops the deploy with its last lines, and does not run again by itself', async () => {
  const cluster = new ClusterWithJobs();
  cluster.fate = 'fails';
  const failed = deploy(cluster, A);
  await expect(failed).rejects.toThrow(/migrate-aaaaaaaaaaaa failed.*exit code 3.*column "paid" exists/s);
  cluster.fate = 'succeeds';
  await expect(deploy(cluster, A)).rejects.toThrow(/failed at .*--rerun-job migrate/s);
  expect(cluster.started).toEqual([nameOf(A)]);
});

test('it runs again where a person says so, or for a corrected image', async () => {
  const cluster = new ClusterWithJobs();
  cluster.fate = 'fails';
  await expect(deploy(cluster, A)).rejects.toThrow('failed');
  await expect(deploy(cluster, A, true)).rejects.toThrow('failed');
  cluster.fate = 'succeeds';
  await deploy(cluster, B);
  expect(cluster.log.filter((line) => !line.startsWith('record'))).toEqual([
    ...[nameOf(A), `delete ${runName('migrate', A)}`, nameOf(A)],
    nameOf(B),
  ]);
});

test('of two deploys at once one runs it, and both wait for its end', async () => {
  const cluster = new ClusterWithJobs();
  await Promise.all([deploy(cluster, A), deploy(cluster, A)]);
  expect(cluster.started).toEqual([nameOf(A)]);
  expect(cluster.events()).toEqual(['started a', 'succeeded a']);
});

test('of two reruns at once one runs it', async () => {
  const cluster = new ClusterWithJobs();
  cluster.fate = 'fails';
  await expect(deploy(cluster, A)).rejects.toThrow('failed');
  cluster.fate = 'succeeds';
  await Promise.all([deploy(cluster, A, true), deploy(cluster, A, true)]);
  expect(cluster.started).toEqual([nameOf(A), nameOf(A)]);
});

test('a record that another deploy writes meanwhile is read again', async () => {
  const cluster = new ClusterWithJobs();
  cluster.beforeWrite = () => {
    cluster.beforeWrite = () => undefined;
    cluster.record = { data: { other: `2026-11-29T10:00:00Z started ${B}\n` }, version: 7 };
  };
  await deploy(cluster, A);
  expect(cluster.events()).toEqual(['started a', 'succeeded a']);
  expect(cluster.events('other')).toEqual(['started b']);
});

test('a deploy that is cut off leaves the run to itself, and the next one waits for it', async () => {
  const cluster = new ClusterWithJobs();
  cluster.fate = 'running';
  const stop = new AbortController();
  const cut = deploy(cluster, A, false, stop.signal);
  stop.abort();
  await expect(cut).rejects.toThrow('goes on in the cluster');
  expect(await planJob(run(cluster, A))).toEqual({ kind: 'running', digest: A });

  const next = deploy(cluster, A);
  const job = cluster.jobs.get(runName('migrate', A));
  if (job !== undefined) job.status = STATUS.succeeds;
  await next;
  expect(cluster.started).toEqual([nameOf(A)]);
  expect(cluster.events()).toEqual(['started a', 'succeeded a']);
});

describe('a run whose end nobody saw', () => {
  const lost = (): ClusterWithJobs => {
    const cluster = new ClusterWithJobs();
    cluster.record = { data: { migrate: `2026-11-29T09:00:00Z started ${A}\n` }, version: 1 };
    return cluster;
  };

  test('keeps it from running, for its own digest and for a newer one, and says what to do', async () => {
    for (const digest of [A, B]) {
      const cluster = lost();
      await expect(deploy(cluster, digest)).rejects.toThrow(/nobody knows.*--rerun-job migrate/s);
      expect(cluster.started).toEqual([]);
    }
  });

  test('is closed where a person says so', async () => {
    const cluster = lost();
    await deploy(cluster, A, true);
    expect(cluster.events()).toEqual(['started a', 'lost a', 'started a', 'succeeded a']);
  });

  test('does not hold up a rollback', async () => {
    const cluster = lost();
    cluster.record = { data: { migrate: `2026-11-29T09:00:00Z started ${B}\n` }, version: 1 };
    await deploy(cluster, A);
    expect(cluster.started).toEqual([]);
  });
});

test('what the cluster refuses has not run: the next deploy runs it', async () => {
  const cluster = new ClusterWithJobs();
  cluster.refusal = refusal(403);
  await expect(deploy(cluster, B)).rejects.toThrow('403');
  cluster.refusal = undefined;
  await deploy(cluster, A);
  await deploy(cluster, B);
  expect(cluster.started).toEqual([nameOf(A), nameOf(B)]);
});

test('a run that is there without a record is not made a second time', async () => {
  const cluster = new ClusterWithJobs();
  await deploy(cluster, A);
  cluster.record = undefined;
  await deploy(cluster, A);
  expect(cluster.started).toEqual([nameOf(A)]);
});

test('the cron job must be that of the digest', async () => {
  const cluster = new ClusterWithJobs();
  const wrong = runJob(run(cluster, B), { tell: () => undefined, now: () => new Date() });
  cluster.image = `registry.example.com/shop/api@${A}`;
  await expect(wrong).rejects.toThrow(/Another deploy has changed it/);
  expect(cluster.log).toEqual([]);
});

test('a record that no deploy wrote is not taken for an empty one', () => {
  expect(() => parseHistory('ran it by hand\n', 'the record')).toThrow('ran it by hand');
});
