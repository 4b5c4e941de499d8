import { given } from '../constructs/shape';
import type { OnDemandWorkloadSpec, RunSpec, WorkloadSpec } from '../constructs/workload';
import { definedIn } from './defined-in';
import { type JobPods, jobPodsOf } from './job-pods';
import type { Service } from './service';

/** What runs once for each image, with what a service is made of: before the rollout of some services, or after it. */
export type JobProps = JobPods & Omit<RunSpec, 'history'> & (RunsBefore | RunsAfter);

interface RunsBefore {
  /**
   * The services that are rolled out only once it has succeeded: those whose code needs what it does. It must not connect to any
   * of them.
   */
  readonly before: readonly [Service, ...Service[]];
  readonly after?: never;
}

interface RunsAfter {
  /**
   * The services of which no pod may run an older image when it starts, such as one whose columns it takes away. It runs at the end
   * of the deploy, once all else is rolled out.
   */
  readonly after: readonly [Service, ...Service[]];
  readonly before?: never;
}

/**
 * Something that a project runs once for each image of a service, in every environment. Made by {@link job}.
 *
 * @example
 * const migrate = job({ name: 'migrate', of: api, command: ['node', 'migrate.js'], before: [api] });
 * migrate.name; // 'migrate'
 */
export class Job {
  constructor(
    /** What `job()` was given. */
    readonly props: JobProps,
    /** The file that describes it, absolute, where the runtime can tell. */
    readonly file: string | undefined,
  ) {}

  /** Its name, which begins the names of its runs. */
  get name(): string {
    return this.props.name;
  }
}

/**
 * Describes what runs once for each image of a service, such as a migration of its database. `slipway deploy` runs it when a new
 * digest arrives: after what it connects to, before the services in `before`, and if it fails, nothing else is rolled out; or at the
 * end, once the services in `after` run their new images. What ran is recorded in the cluster; an image that comes back by a rollback
 * never runs it again. List it in the project's `jobs`.
 *
 * @example
 * const api = service({
 *   name: 'api',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 * });
 * job({ name: 'migrate', of: api, command: ['node', 'migrate.js'], before: [api] });
 * job({ name: 'clean-up', of: api, command: ['node', 'clean-up.js'], after: [api] });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function job(props: JobProps): Job {
  return new Job(given(props), definedIn());
}

/** A job in one environment: the pods of its service there, with a command of its own. */
export function onDemandWorkloadOf(
  { props }: Job,
  workload: WorkloadSpec,
  env: WorkloadSpec['env'],
): OnDemandWorkloadSpec {
  const { of: _of, env: _env, before: _before, after: _after, ...own } = props;
  return jobPodsOf(own, workload, env);
}
