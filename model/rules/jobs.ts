import { checkRun, checkSchedule, checkWorkload } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import { LONGEST_NAME } from '../../core/kubernetes';
import type { ResolvedComposition } from '../composition';
import type { CronJob } from '../cron-job';
import type { Environment } from '../environment';
import { Job } from '../job';
import { jobWorkloadOf } from '../pods-in';
import type { Project } from '../project';
import { workloadOf } from '../workload';
import { needsOf } from './connections';
import { type Judged, toldOnce } from './told-once';

/** Every job runs what a service of the project is made of, when Kubernetes or a deploy can tell, and as Kubernetes takes it. */
export function jobs({ project, environments }: ResolvedComposition): readonly Finding[] {
  return (project.props.jobs ?? []).flatMap((job) => {
    const path = `jobs.${job.name}`;
    if (!project.props.services.includes(job.props.of))
      return [stranger('jobs/of', `${path}.of`, job.props.of.name)];
    return [
      ...(job instanceof Job ? runs(project, job, path) : checkSchedule(job.props, path)),
      ...initContainers(job, path),
      ...toldOnce(
        environments
          .filter(({ services }) => services[job.props.of.name] !== undefined)
          .map((environment) => pods(project, environment, job)),
        (place) => `${path}${place}`,
      ),
    ];
  });
}

/** What a deploy runs itself: under a name that fits, and before services that it does not need. */
function runs({ props: { services } }: Project, job: Job, path: string): readonly Finding[] {
  const { name, props } = job;
  const { before, after } = props;
  const needed = needsOf(job);
  return [
    ...checkRun(props, path),
    ...(name.length <= LONGEST_NAME.job ? [] : [longName(path, name)]),
    ...((before === undefined) === (after === undefined) ? [whenever(path, before !== undefined)] : []),
    ...(before ?? []).flatMap((service) => {
      if (!services.includes(service)) return [stranger('jobs/before', `${path}.before`, service.name)];
      return needed.has(service) ? [circle(`${path}.before`, service.name)] : [];
    }),
    ...(after ?? [])
      .filter((service) => !services.includes(service))
      .map((service) => stranger('jobs/after', `${path}.after`, service.name)),
  ];
}

function whenever(path: string, isBoth: boolean): Finding {
  return problem({
    rule: 'jobs/when',
    path,
    message: 'must say either `before` or `after`',
    value: isBoth ? 'both' : 'neither',
    advice:
      'What prepares a rollout runs `before` it; what cleans up behind it runs `after` it. For both, make two jobs.',
  });
}

/** They are those of its service. */
function initContainers({ props }: Job | CronJob, path: string): readonly Finding[] {
  const known = Object.keys(props.of.props.initContainers ?? {});
  return (props.initContainers ?? [])
    .filter((name) => !known.includes(name))
    .map((name) =>
      problem({
        rule: 'jobs/init-container',
        path: `${path}.initContainers`,
        message: 'must name init containers of its service',
        value: name,
        advice: `${props.of.name} has ${known.join(', ') || 'none'}.`,
      }),
    );
}

function stranger(rule: string, path: string, service: string): Finding {
  return problem({
    rule,
    path,
    message: 'must be a service of this project',
    value: service,
    advice: `Add ${service} to the project's services.`,
  });
}

function longName(path: string, name: string): Finding {
  return problem({
    rule: 'jobs/name',
    path: `${path}.name`,
    message: `must have at most ${LONGEST_NAME.job} characters`,
    value: `${name}, which has ${name.length}`,
    advice: 'Shorten it: each run has the first 12 digits of its digest behind it.',
  });
}

function circle(path: string, service: string): Finding {
  return problem({
    rule: 'jobs/circle',
    path,
    message: 'must not name a service that the job connects to, since that one has to run first',
    value: service,
    advice: `Take ${service} out of \`before\`, or make the job one of a service that connects to less.`,
  });
}

/** What is wrong with its pods alone: what is wrong with those of its service is reported there. */
function pods(project: Project, environment: Environment, job: Job | CronJob): Judged {
  const service = job.props.of;
  const root = `environments.${environment.name}.jobs.${job.name}`;
  const workload = workloadOf(project, environment, service);
  const known = checkWorkload(workload, root).map(keyOf);
  const findings = checkWorkload(jobWorkloadOf(project, environment, job), root).filter(
    (finding) => !known.includes(keyOf(finding)),
  );
  return { root, findings };
}

function keyOf({ rule, path, value }: Finding): string {
  return JSON.stringify([rule, path, value]);
}
