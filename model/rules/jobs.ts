import { asWorkload, checkSchedule, checkWorkload } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { type CronJob, scheduledWorkloadOf } from '../cron-job';
import type { Environment } from '../environment';
import type { Project } from '../project';
import { ANY_IMAGE, workloadOf } from '../workload';

/** Every job runs what a service of the project is made of, when Kubernetes can tell, and as Kubernetes takes it. */
export function jobs({ project, environments }: ResolvedComposition): readonly Finding[] {
  return (project.props.jobs ?? []).flatMap((job) => {
    if (!project.props.services.includes(job.props.of)) return [stranger(job)];
    return [
      ...checkSchedule(job.props, `jobs.${job.name}`),
      ...environments.flatMap((environment) => pods(project, environment, job)),
    ];
  });
}

function stranger({ name, props }: CronJob): Finding {
  return problem({
    rule: 'jobs/of',
    path: `jobs.${name}.of`,
    message: 'must be a service of this project',
    value: props.of.name,
    advice: `Add ${props.of.name} to the project's services.`,
  });
}

/** What is wrong with its pods alone: what is wrong with those of its service is reported there. */
function pods(project: Project, environment: Environment, job: CronJob): readonly Finding[] {
  const service = job.props.of;
  if (environment.services[service.name] === undefined) return [];
  const workload = workloadOf(project, environment, service, ANY_IMAGE);
  const known = checkWorkload(workload, '').map(keyOf);
  const path = `environments.${environment.name}.jobs.${job.name}`;
  return checkWorkload(asWorkload(scheduledWorkloadOf(job, workload)), '')
    .filter((finding) => !known.includes(keyOf(finding)))
    .map((finding) => ({ ...finding, path: `${path}${finding.path}` }));
}

function keyOf({ rule, path, value }: Finding): string {
  return JSON.stringify([rule, path, value]);
}
