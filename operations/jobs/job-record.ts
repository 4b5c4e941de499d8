import { type ClusterClient, ifFound, Refusal } from '../cluster';
import { type JobEvent, type JobHistory, parseHistory, renderHistory } from './job-history';

/** The ConfigMap that says what has run in a namespace: job → its history. */
export const JOB_RECORD = 'slipway-jobs';

const CONFLICT = 409;

/** What a namespace's record said when it was read. */
interface Snapshot {
  readonly history: JobHistory;
  readonly data: Readonly<Record<string, string>>;
  /** Undefined where there is no record yet. */
  readonly version: string | undefined;
}

/** The history of a job in a namespace. @throws Failure if the record cannot be understood */
export async function historyOf(cluster: ClusterClient, namespace: string, job: string): Promise<JobHistory> {
  return (await read(cluster, namespace, job)).history;
}

/**
 * Appends what follows from the history. Nothing is written over what another deploy has written meanwhile: the history is read
 * again then, and what follows from it is found again.
 * @param next gives undefined where there is nothing to append
 * @returns what was appended
 */
export async function appendEvent(
  cluster: ClusterClient,
  namespace: string,
  job: string,
  next: (history: JobHistory) => JobEvent | undefined,
): Promise<JobEvent | undefined> {
  for (;;) {
    const snapshot = await read(cluster, namespace, job);
    const event = next(snapshot.history);
    if (event === undefined || (await write(cluster, namespace, job, snapshot, event))) return event;
  }
}

async function read(cluster: ClusterClient, namespace: string, job: string): Promise<Snapshot> {
  const { core } = await cluster.apis();
  const found = await ifFound(core.readNamespacedConfigMap({ name: JOB_RECORD, namespace }));
  const data = found?.data ?? {};
  const where = `the ConfigMap ${JOB_RECORD} in ${namespace}`;
  return { history: parseHistory(data[job] ?? '', where), data, version: found?.metadata?.resourceVersion };
}

/** Whether it was written: not where somebody else has written since. */
async function write(
  cluster: ClusterClient,
  namespace: string,
  job: string,
  { history, data, version }: Snapshot,
  event: JobEvent,
): Promise<boolean> {
  const { core } = await cluster.apis();
  const labels = { 'app.kubernetes.io/managed-by': 'slipway' };
  const metadata = { name: JOB_RECORD, namespace, labels, resourceVersion: version };
  const body = { metadata, data: { ...data, [job]: renderHistory([...history, event]) } };
  try {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the client sends plain data alike
    if (version === undefined) await core.createNamespacedConfigMap({ namespace, body });
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the same
    else await core.replaceNamespacedConfigMap({ name: JOB_RECORD, namespace, body });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.status === CONFLICT) return false;
    throw error;
  }
}
