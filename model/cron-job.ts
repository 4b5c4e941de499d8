import {
  NOT_SCHEDULED,
  type ScheduledWorkloadSpec,
  type ScheduleSpec,
  type WorkloadSpec,
} from '../constructs/workload';
import { definedIn } from './defined-in';
import type { Service } from './service';

/** What a job says beside its service, entry by entry. */
const ADDED = [
  'env',
  'labels',
  'annotations',
  'podLabels',
  'podAnnotations',
] as const satisfies readonly (keyof WorkloadSpec)[];

/** What runs on a schedule, with what a service is made of. Variables, labels and annotations join those of the service. */
export interface CronJobProps extends ScheduleSpec, Pick<WorkloadSpec, (typeof ADDED)[number]> {
  /** Names its cron job; no service or other job has this name. */
  readonly name: string;
  /**
   * The service whose image, settings, secrets, files, connections, user and resources it has. It does not get the service's
   * volumes, and nothing connects to it.
   */
  readonly of: Service;
  /** What runs instead of the image's entrypoint. */
  readonly command: WorkloadSpec['command'] & object;
  /** Arguments of the command. @default none */
  readonly args?: WorkloadSpec['args'];
}

/**
 * Something that a project runs on a schedule, in every environment. Made by {@link cronJob}.
 *
 * @example
 * const nightly = cronJob({ name: 'nightly', of: api, command: ['node', 'report.js'], schedule: '@daily' });
 * nightly.name; // 'nightly'
 */
export class CronJob {
  constructor(
    /** What `cronJob()` was given. */
    readonly props: CronJobProps,
    /** The file that describes it, absolute, where the runtime can tell. */
    readonly file: string | undefined,
  ) {}

  /** Its name, which is its cron job's too. */
  get name(): string {
    return this.props.name;
  }
}

/**
 * Describes what runs on a schedule with the image of a service, once that is released. List it in the project's `jobs`.
 *
 * @example
 * const api = service({
 *   name: 'api',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 * });
 * cronJob({
 *   name: 'nightly',
 *   of: api,
 *   command: ['node', 'report.js'],
 *   schedule: '0 3 * * *',
 *   timeZone: 'Europe/Berlin',
 *   deadline: Duration.hours(1),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function cronJob(props: CronJobProps): CronJob {
  return new CronJob(props, definedIn());
}

/** A job in one environment: the pods of its service there, with a command and a schedule of its own. */
export function scheduledWorkloadOf({ props }: CronJob, workload: WorkloadSpec): ScheduledWorkloadSpec {
  const { of: _of, ...own } = props;
  // Its command replaces all that the service runs, arguments included.
  const not: readonly string[] = [...NOT_SCHEDULED, 'args'];
  const pods = Object.fromEntries(Object.entries(workload).filter(([name]) => !not.includes(name)));
  const inherited = pods as unknown as Omit<ScheduledWorkloadSpec, keyof ScheduleSpec>;
  const joined = Object.fromEntries(ADDED.map((name) => [name, { ...workload[name], ...own[name] }]));
  return { ...inherited, ...own, ...joined };
}
