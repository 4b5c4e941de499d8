import { asWorkload, type WorkloadSpec } from '../constructs/workload';
import { type CronJob, scheduledWorkloadOf } from './cron-job';
import type { Environment } from './environment';
import { Job, onDemandWorkloadOf } from './job';
import type { Project } from './project';
import { jobEnvOf, servicesIn, workloadOf } from './workload';

/** What runs pods in an environment: a service, or a job. */
export interface PodsOf {
  readonly name: string;
  /** Where the environment says it. */
  readonly path: string;
  readonly workload: WorkloadSpec;
}

/** All that runs pods in an environment, as far as it says enough about them. */
export function podsIn(project: Project, environment: Environment): readonly PodsOf[] {
  const { jobs = [] } = project.props;
  const runs = servicesIn(project, environment);
  return [
    ...runs.map((service) => ({
      name: service.name,
      path: `environments.${environment.name}.services.${service.name}`,
      workload: workloadOf(project, environment, service),
    })),
    ...jobs
      .filter(({ props }) => runs.includes(props.of))
      .map((job) => ({
        name: job.name,
        path: `environments.${environment.name}.jobs.${job.name}`,
        workload: jobWorkloadOf(project, environment, job),
      })),
  ];
}

/** The pods of a job in an environment that runs its service. */
export function jobWorkloadOf(project: Project, environment: Environment, job: Job | CronJob): WorkloadSpec {
  const workload = workloadOf(project, environment, job.props.of);
  const env = jobEnvOf(project, environment, job);
  return asWorkload(
    job instanceof Job ? onDemandWorkloadOf(job, workload, env) : scheduledWorkloadOf(job, workload, env),
  );
}
