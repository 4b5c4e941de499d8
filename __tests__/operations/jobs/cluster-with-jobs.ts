import { type ClusterClient, Refusal } from '../../../operations/cluster';

export const NAMESPACE = 'shop-dev';

/** What the controller makes of a run; `running` leaves it as it is. */
type Fate = 'succeeds' | 'fails' | 'running';

interface Job {
  readonly metadata: { readonly name: string };
  status: object;
}

/**
 * A cluster in memory with what jobs need of it: one ConfigMap with optimistic locking, a suspended cron job, its runs and their
 * pods. Everything that happens is in `log`, in order.
 */
export class ClusterWithJobs implements ClusterClient {
  readonly name = 'a cluster in memory';
  readonly log: string[] = [];
  readonly jobs = new Map<string, Job>();
  record: { data: Record<string, string>; version: number } | undefined;
  fate: Fate = 'succeeds';
  image = '';
  /** Called before each write of the record: another deploy may get in between. */
  beforeWrite: () => void = () => undefined;
  /** What the API server answers to a new run. @default it takes it */
  refusal: Refusal | undefined;

  apis(): never {
    return Promise.resolve({ core: this.core, batch: this.batch }) as never;
  }

  /** The history of the job, a word for each event. */
  events(job = 'migrate'): readonly string[] {
    return (this.record?.data[job] ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) =>
        line
          .split(' ')
          .slice(1)
          .join(' ')
          .replace(/sha256:(.).*/, '$1'),
      );
  }

  /** The runs that were made, in order. */
  get started(): readonly string[] {
    return this.log.filter((line) => line.startsWith('run '));
  }

  private readonly core = {
    readNamespacedConfigMap: () =>
      answer(() => {
        if (this.record === undefined) throw notFound();
        return {
          metadata: { resourceVersion: String(this.record.version) },
          data: { ...this.record.data },
        };
      }),
    createNamespacedConfigMap: ({ body }: { body: { data: Record<string, string> } }) =>
      answer(() => {
        this.beforeWrite();
        if (this.record !== undefined) throw conflict();
        this.record = { data: { ...body.data }, version: 1 };
        this.log.push(`record ${this.events().at(-1) ?? ''}`);
      }),
    replaceNamespacedConfigMap: ({
      body,
    }: {
      body: { metadata: { resourceVersion: string }; data: Record<string, string> };
    }) =>
      answer(() => {
        this.beforeWrite();
        if (String(this.record?.version) !== body.metadata.resourceVersion) throw conflict();
        this.record = { data: { ...body.data }, version: (this.record?.version ?? 0) + 1 };
        this.log.push(`record ${this.events().at(-1) ?? ''}`);
      }),
    listNamespacedPod: () =>
      Promise.resolve({
        items: [
          {
            metadata: { name: 'migrate-pod' },
            status: {
              phase: 'Failed',
              containerStatuses: [
                { name: 'migrate', ready: false, restartCount: 0, state: { terminated: { exitCode: 3 } } },
              ],
            },
          },
        ],
      }),
    listNamespacedEvent: () => Promise.resolve({ items: [] }),
    listNode: () => Promise.resolve({ items: [] }),
    readNamespacedPodLog: () => Promise.resolve('altering orders\ncolumn "paid" exists already\n'),
  };

  private readonly batch = {
    readNamespacedCronJob: () =>
      answer(() => ({
        metadata: { uid: 'cron-uid' },
        spec: {
          jobTemplate: {
            metadata: { labels: { 'app.kubernetes.io/name': 'migrate' } },
            spec: { template: { spec: { containers: [{ name: 'migrate', image: this.image }] } } },
          },
        },
      })),
    readNamespacedJob: ({ name }: { name: string }) =>
      answer(() => {
        const job = this.jobs.get(name);
        if (job === undefined) throw notFound();
        return job;
      }),
    createNamespacedJob: ({ body }: { body: Job }) =>
      answer(() => {
        if (this.refusal !== undefined) throw this.refusal;
        this.log.push(`run ${body.metadata.name}`);
        this.jobs.set(body.metadata.name, { ...body, status: STATUS[this.fate] });
      }),
    deleteNamespacedJob: ({ name }: { name: string }) =>
      answer(() => {
        this.log.push(`delete ${name}`);
        this.jobs.delete(name);
      }),
  };
}

export const STATUS: Readonly<Record<Fate, object>> = {
  succeeds: { succeeded: 1, conditions: [{ type: 'Complete', status: 'True' }] },
  fails: {
    failed: 1,
    conditions: [{ type: 'Failed', status: 'True', message: 'Job has reached the specified backoff limit' }],
  },
  running: { active: 1, ready: 1 },
};

export function refusal(status: number): Refusal {
  return new Refusal(`the cluster answered ${status}`, status, '');
}

function notFound(): Refusal {
  return refusal(404);
}

function conflict(): Refusal {
  return refusal(409);
}

async function answer<T>(give: () => T): Promise<T> {
  await Promise.resolve();
  return give();
}
