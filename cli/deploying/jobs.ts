import { type Finding, problem } from '../../core/findings';
import { type Environment, Job, namespaceOf, type Project, servicesStack } from '../../model';
import type { ClusterClient } from '../../operations/cluster';
import type { DeploymentPorts, RunEvent } from '../../operations/deployment';
import { explainJobState, planJob, runJob } from '../../operations/jobs';
import { Failure } from '../../operations/process';
import type { Releases } from '../../promotion';
import { environmentCluster, jobRuns } from '../cluster';
import { awaitRollouts } from './await-rollouts';

/** Names that are not those of jobs which a deploy runs. */
export function unknownJobs(project: Project, names: readonly string[]): readonly Finding[] {
  const known = (project.props.jobs ?? []).filter((job) => job instanceof Job).map(({ name }) => name);
  return names
    .filter((name) => !known.includes(name))
    .map((name) =>
      problem({
        rule: 'deploy/job',
        path: 'rerun-job',
        message: 'must be a job that a deploy runs',
        value: name,
        advice:
          known.length === 0 ? 'The project has none: see `job()`.' : `Choose from: ${known.join(', ')}.`,
      }),
    );
}

interface JobOptions {
  readonly project: Project;
  readonly releases: Releases;
  readonly environment: Environment | undefined;
  readonly rerunJobs: readonly string[];
  readonly tell: (event: RunEvent) => void;
  readonly terraform: { readonly env: NodeJS.ProcessEnv; readonly stop?: AbortSignal };
}

/** What a deployment asks and does about the jobs of an environment. */
interface DeploymentJobs extends Pick<DeploymentPorts, 'dueJobs' | 'runJobs'> {
  /** Runs the jobs that come after the rollouts of a stack, and waits for their end. @throws Failure if one fails */
  readonly runLastJobs: (stack: string) => Promise<void>;
}

export function deploymentJobs(
  { project, releases, environment, rerunJobs, tell, terraform }: JobOptions,
  cluster: (of: Environment) => ClusterClient,
): DeploymentJobs {
  const runsIn = (stack: string) => {
    if (environment === undefined || stack !== servicesStack(environment)) return [];
    const namespace = namespaceOf(project.name, environment);
    return jobRuns({ project, releases }, environment).map((run) => ({
      ...run,
      ...{ environment, cluster: cluster(environment), namespace, rerun: rerunJobs.includes(run.job) },
    }));
  };
  const note = (stack: string) => (message: string) => {
    tell({ kind: 'note', stack, message });
  };
  const optionsFor = (stack: string) => ({
    tell: note(stack),
    stop: terraform.stop,
    now: () => new Date(),
  });
  return {
    dueJobs: async (stack) => {
      const due = { first: [] as string[], last: [] as string[] };
      for (const run of runsIn(stack)) {
        const plan = await planJob(run);
        if (plan.kind === 'failed' || plan.kind === 'unknown') throw new Failure(explainJobState(run, plan));
        if (plan.kind === 'superseded')
          note(stack)(`${run.job} does not run for ${run.digest}: it ran for ${plan.than}, which is newer`);
        if (plan.kind === 'due') note(stack)(`${run.job} is to run for ${run.digest}`);
        if (plan.kind !== 'due' && plan.kind !== 'running') continue;
        if (run.when === 'before') due.first.push(run.address);
        else due.last.push(run.job);
      }
      return due;
    },
    runJobs: async (stack) => {
      for (const run of runsIn(stack)) if (run.when === 'before') await runJob(run, optionsFor(stack));
    },
    runLastJobs: async (stack) => {
      for (const run of runsIn(stack)) {
        if (run.when === 'before') continue;
        const { job, after } = run;
        if ((await planJob(run)).kind === 'due')
          await awaitRollouts(environmentCluster(project, run.environment, terraform.env), after, {
            ...optionsFor(stack),
            job,
          });
        await runJob(run, optionsFor(stack));
      }
    },
  };
}
