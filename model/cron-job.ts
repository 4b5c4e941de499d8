import { given } from '../constructs/shape';
import type { ScheduledWorkloadSpec, ScheduleSpec, WorkloadSpec } from '../constructs/workload';
import { definedIn } from './defined-in';
import { type JobPods, jobPodsOf } from './job-pods';

/** What runs on a schedule, with what a service is made of. */
export interface CronJobProps extends JobPods, ScheduleSpec {}

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
  return new CronJob(given(props), definedIn());
}

/** A job in one environment: the pods of its service there, with a command and a schedule of its own. */
export function scheduledWorkloadOf(
  { props }: CronJob,
  workload: WorkloadSpec,
  env: WorkloadSpec['env'],
): ScheduledWorkloadSpec {
  const { of: _of, env: _env, ...own } = props;
  return jobPodsOf(own, workload, env);
}
