import { isDeepStrictEqual } from 'node:util';
import { instantOf, shortHash } from '../../core/text';
import { type ClusterClient, ifFound, Refusal, type V1Job } from '../cluster';
import { Failure, until } from '../process';
import { followRun, type FollowOptions } from './follow-run';
import { type JobEvent, type JobHistory, type JobState, jobStateOf } from './job-history';
import { appendEvent, historyOf, JOB_RECORD } from './job-record';

/** How long the pods of a failed run may take to end. */
const GONE_WITHIN_MS = 120_000;

/** A job, and the image that it is to run. */
interface JobRun {
  readonly cluster: ClusterClient;
  readonly namespace: string;
  /** The job's name, which is that of the suspended cron job that describes it. */
  readonly job: string;
  readonly digest: string;
  /** The digests of its image, the oldest first; empty where nobody knows. */
  readonly order: readonly string[];
  /** Whether it runs before the rollout of other services, or after it. */
  readonly when: 'before' | 'after';
  /** Whether a person said that it may run again after a run that failed, or whose end nobody saw. */
  readonly rerun: boolean;
}

interface RunJobOptions extends FollowOptions {
  readonly now: () => Date;
}

/** What a deploy of a job's image does about it. */
export type JobPlan = JobState | { readonly kind: 'running'; readonly digest: string };

/** Where a job stands, without touching anything. A run whose end is not recorded is looked for in the cluster. */
export async function planJob(run: JobRun): Promise<JobPlan> {
  const { cluster, namespace, job, digest, order, rerun } = run;
  const state = jobStateOf(await historyOf(cluster, namespace, job), digest, order);
  if (state.kind === 'unknown' && (await findRun(run, state.digest)) !== undefined)
    return { kind: 'running', digest: state.digest };
  return rerun && (state.kind === 'failed' || state.kind === 'unknown') ? { kind: 'due' } : state;
}

/**
 * Runs a job, if it is due, and waits for its end. That it starts is recorded before it does: whatever happens after that, it
 * does not start a second time by itself. Of two deploys at once, one starts it, and the other one waits with it.
 * @throws Failure with its last lines, if it fails
 */
export async function runJob(run: JobRun, options: RunJobOptions): Promise<void> {
  const { cluster, namespace, job, digest, order } = run;
  const read = async () => jobStateOf(await historyOf(cluster, namespace, job), digest, order);
  // What a person gave leave to repeat is the run that was there then, and none that another deploy has started since.
  const repeatable = run.rerun ? await read() : undefined;
  for (;;) {
    const state = await read();
    const mayRepeat = isDeepStrictEqual(state, repeatable);
    if (state.kind === 'done' || state.kind === 'superseded') return;
    if (state.kind === 'failed' && !mayRepeat) throw new Failure(explainJobState(run, state));
    if (state.kind !== 'unknown') {
      const described = await describeRun(run);
      const at = instantOf(options.now());
      if (await claim(run, state, at))
        await start(run, described, { ...options, at, repeats: mayRepeat && state.kind === 'failed' });
    } else if (mayRepeat && (await findRun(run, state.digest)) === undefined) {
      await close(run, 'lost', state, options);
    } else {
      await settle(run, state, options);
    }
  }
}

/** What keeps a job from running, and what to do about it; undefined where nothing does. */
export function explainJobState({ job, digest, namespace }: JobRun, plan: JobPlan): string {
  const of = `${job} (${digest})`;
  const again =
    `To run it again: add \`--rerun-job ${job}\`. First see what it has left behind; ` +
    'a corrected image runs it by itself.';
  if (plan.kind === 'failed') return `${of} failed at ${plan.at}\n→ ${again}`;
  if (plan.kind === 'unknown')
    return (
      `${job} was started for ${plan.digest} at ${plan.at}, and neither its end is recorded nor is its run ` +
      `${runName(job, plan.digest)} in the namespace ${namespace}: nobody knows what it has done\n` +
      `→ ${again} (What has run is in the ConfigMap ${JOB_RECORD}.)`
    );
  return `${of}: ${plan.kind}`;
}

/** The name of a run: one for each digest. */
export function runName(job: string, digest: string): string {
  return `${job}-${shortHash(digest)}`;
}

async function findRun({ cluster, namespace, job }: JobRun, digest: string): Promise<V1Job | undefined> {
  const { batch } = await cluster.apis();
  return ifFound(batch.readNamespacedJob({ name: runName(job, digest), namespace }));
}

type UnknownRun = Extract<JobState, { kind: 'unknown' }>;

const ROLLED_OUT = {
  before: 'Nothing after it was rolled out.',
  after: 'All else was rolled out.',
} as const;

/** Waits for a run and records its end. @throws Failure if it fails, or cannot be found */
async function settle(run: JobRun, started: UnknownRun, options: RunJobOptions): Promise<void> {
  const { cluster, namespace, job, digest, when } = run;
  const name = runName(job, started.digest);
  const end = await followRun(cluster, namespace, name, options);
  if (end.kind === 'missing') {
    const history = await historyOf(cluster, namespace, job);
    // Another deploy may have recorded its end while this one looked for it.
    if (isUnfinished(history, started)) throw new Failure(explainJobState(run, started));
    return;
  }
  await close(run, end.kind, started, options);
  if (end.kind === 'succeeded') options.tell(`${name} has succeeded`);
  else if (started.digest === digest)
    throw new Failure(
      [
        `${name} failed: ${end.why}`,
        ...end.causes,
        `→ ${ROLLED_OUT[when]} A corrected image runs it by itself; to run this one again: add \`--rerun-job ${job}\`.`,
      ].join('\n'),
    );
}

/** Records the end of a run, unless another deploy has done so. */
async function close(
  { cluster, namespace, job }: JobRun,
  event: JobEvent['event'],
  started: UnknownRun,
  { now }: RunJobOptions,
): Promise<void> {
  await appendEvent(cluster, namespace, job, (history) =>
    isUnfinished(history, started) ? { at: instantOf(now()), event, digest: started.digest } : undefined,
  );
}

function isUnfinished(history: JobHistory, { at, digest }: UnknownRun): boolean {
  return isDeepStrictEqual(history.at(-1), { at, event: 'started', digest });
}

/** Records that the job starts. False where anything has happened to it since. */
async function claim(
  { cluster, namespace, job, digest, order }: JobRun,
  state: JobState,
  at: string,
): Promise<boolean> {
  const event = await appendEvent(cluster, namespace, job, (history) =>
    isDeepStrictEqual(jobStateOf(history, digest, order), state)
      ? { at, event: 'started', digest }
      : undefined,
  );
  return event !== undefined;
}

/**
 * The run that the cron job describes, as `kubectl create job --from` makes it.
 * @throws Failure if the cron job is not that of the digest
 */
async function describeRun({ cluster, namespace, job, digest }: JobRun): Promise<V1Job> {
  const { batch } = await cluster.apis();
  const { metadata, spec } = await batch.readNamespacedCronJob({ name: job, namespace });
  const template = spec?.jobTemplate;
  const image = template?.spec?.template.spec?.containers.find(({ name }) => name === job)?.image;
  if (image?.endsWith(`@${digest}`) !== true)
    throw new Failure(
      `the cron job ${job} in ${namespace} runs ${image ?? 'nothing'}, and not ${digest}\n` +
        '→ Another deploy has changed it: see which one is right, and deploy again.',
    );
  return {
    metadata: {
      name: runName(job, digest),
      labels: template?.metadata?.labels,
      annotations: { ...template?.metadata?.annotations, 'cronjob.kubernetes.io/instantiate': 'manual' },
      ownerReferences: [
        { apiVersion: 'batch/v1', kind: 'CronJob', name: job, uid: metadata?.uid ?? '', controller: true },
      ],
    },
    spec: template?.spec,
  };
}

interface StartOptions extends RunJobOptions {
  /** When the start was recorded. */
  readonly at: string;
  /** Whether a run that is there already is deleted first. */
  readonly repeats: boolean;
}

/** Makes the run. What the cluster refuses has not run, and is recorded so. */
async function start(run: JobRun, described: V1Job, options: StartOptions): Promise<void> {
  const { cluster, namespace, digest } = run;
  if (await isThere(run, options)) return;
  const { batch } = await cluster.apis();
  options.tell(`${runName(run.job, digest)} starts`);
  try {
    await batch.createNamespacedJob({ namespace, body: described as never });
  } catch (error) {
    if (error instanceof Refusal && error.status < 500)
      await close(run, 'refused', { kind: 'unknown', digest, at: options.at }, options);
    throw error;
  }
}

/** Whether its run exists, recorded or not. One that is to be repeated is deleted first. */
async function isThere(run: JobRun, { repeats, stop }: StartOptions): Promise<boolean> {
  const { cluster, namespace, job, digest } = run;
  if ((await findRun(run, digest)) === undefined) return false;
  if (!repeats) return true;
  const { batch } = await cluster.apis();
  const name = runName(job, digest);
  await ifFound(batch.deleteNamespacedJob({ name, namespace, propagationPolicy: 'Foreground' }));
  const isGone = async () => ((await findRun(run, digest)) === undefined ? true : undefined);
  await until(`${name} to be deleted`, isGone, { timeoutMs: GONE_WITHIN_MS, stop });
  return false;
}
