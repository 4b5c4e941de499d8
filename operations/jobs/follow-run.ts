import { setTimeout as pause } from 'node:timers/promises';
import { type ClusterClient, ifFound, patiently, type V1Job } from '../cluster';
import { diagnoseJob } from '../diagnosis';
import { Failure } from '../process';

export interface FollowOptions {
  /** Says what is being waited for. */
  readonly tell: (message: string) => void;
  /** Ends the waiting when aborted, and not the run. @default never */
  readonly stop?: AbortSignal;
  /** How often the cluster is asked. @default 1 s */
  readonly everyMs?: number;
  /** How long a run that another deploy has just recorded may take to exist. @default 15 s */
  readonly appearsWithinMs?: number;
  /** How long its pods may take to start. @default 10 min */
  readonly startsWithinMs?: number;
}

/** How a run ended. */
type RunEnd =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly why: string; readonly causes: readonly string[] }
  /** The cluster has no such run. */
  | { readonly kind: 'missing' };

/** How often a run that goes on is reported. */
const REMINDER_MS = 30_000;

/**
 * Waits for the end of a run, however long it takes once it has begun.
 * @throws Failure if its pods do not start, or the waiting is interrupted: the run goes on
 */
export async function followRun(
  cluster: ClusterClient,
  namespace: string,
  name: string,
  options: FollowOptions,
): Promise<RunEnd> {
  const { tell, stop, everyMs = 1_000, appearsWithinMs = 15_000, startsWithinMs = 600_000 } = options;
  const { batch } = await cluster.apis();
  const begun = Date.now();
  let told = begun;
  for (;;) {
    const answer = await patiently(ifFound(batch.readNamespacedJob({ name, namespace })));
    const waited = Date.now() - begun;
    if ('is' in answer) {
      const job = answer.is;
      if (job === undefined && waited >= appearsWithinMs) return { kind: 'missing' };
      const end = job && (await endOf(cluster, namespace, name, job));
      if (end !== undefined) return end;
      if (job !== undefined && !hasStarted(job) && waited >= startsWithinMs)
        throw new Failure(await notStarted(cluster, namespace, name, job));
    }
    if (stop?.aborted === true)
      throw new Failure(
        `the wait for ${name} was interrupted; it goes on in the cluster\n→ The next deploy waits for it.`,
      );
    if (Date.now() - told >= REMINDER_MS) {
      told = Date.now();
      tell(`${name} runs, for ${Math.round(waited / 1000)} s so far`);
    }
    await pause(everyMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function endOf(
  cluster: ClusterClient,
  namespace: string,
  name: string,
  job: V1Job,
): Promise<RunEnd | undefined> {
  const conditions = (job.status?.conditions ?? []).filter(({ status }) => status === 'True');
  if (conditions.some(({ type }) => type === 'Complete')) return { kind: 'succeeded' };
  const failed = conditions.find(({ type }) => type === 'Failed');
  if (failed === undefined) return undefined;
  const why = failed.message ?? failed.reason ?? 'the cluster does not say why';
  return { kind: 'failed', why, causes: await causesOf(cluster, namespace, name, job) };
}

/** Whether a container of it is running or has ended. */
function hasStarted({ status }: V1Job): boolean {
  return (status?.ready ?? 0) + (status?.succeeded ?? 0) + (status?.failed ?? 0) > 0;
}

async function notStarted(
  cluster: ClusterClient,
  namespace: string,
  name: string,
  job: V1Job,
): Promise<string> {
  return [
    `${name} does not start`,
    ...(await causesOf(cluster, namespace, name, job)),
    '→ It goes on trying, and the next deploy waits for it again. Where it has to change first: ' +
      `kubectl --namespace ${namespace} delete job ${name}, and deploy with --rerun-job.`,
  ].join('\n');
}

/** None where the cluster does not say: the failure is told all the same. */
async function causesOf(
  cluster: ClusterClient,
  namespace: string,
  name: string,
  job: V1Job,
): Promise<readonly string[]> {
  try {
    return await diagnoseJob(cluster, namespace, name, job);
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}
