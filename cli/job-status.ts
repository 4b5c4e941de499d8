import { type DeclaredEnvironment, namespaceOf, type Project } from '../model';
import { type JobPlan, planJob } from '../operations/jobs';
import type { Releases } from '../promotion';
import { connectEnvironment, jobRuns } from './cluster';
import { shortDigest } from '../core/text';

/** A job that deploys run once for each image, and where it stands for the one that is selected. */
export interface JobStatus {
  readonly job: string;
  readonly selected: string;
  readonly isAsSelected: boolean;
  readonly state: string;
}

/** Where the jobs of an environment stand, as its cluster records it. */
export async function jobStatuses(
  input: { readonly project: Project; readonly releases: Releases },
  environment: DeclaredEnvironment,
  env: NodeJS.ProcessEnv,
): Promise<readonly JobStatus[]> {
  const cluster = connectEnvironment(environment, env);
  const namespace = namespaceOf(input.project.name, environment);
  const found: JobStatus[] = [];
  for (const run of jobRuns(input, environment)) {
    const plan = await planJob({ ...run, cluster, namespace, rerun: false });
    const isAsSelected = plan.kind === 'done' || plan.kind === 'superseded';
    found.push({ job: run.job, selected: run.digest, isAsSelected, state: stateOfJob(plan) });
  }
  return found;
}

type StateOf = { readonly [K in JobPlan['kind']]: (plan: Extract<JobPlan, { kind: K }>) => string };

const STATE: StateOf = {
  due: () => 'due: the next deploy runs it',
  running: ({ digest }) => `runs for ${shortDigest(digest)}`,
  done: ({ at }) => `has run, until ${at}`,
  superseded: ({ than }) => `does not run: it has run for ${shortDigest(than)}, which is newer`,
  failed: ({ at }) => `failed at ${at}`,
  unknown: ({ at }) => `was started at ${at}, and nobody knows how it ended`,
};

function stateOfJob(plan: JobPlan): string {
  return (STATE[plan.kind] as (plan: JobPlan) => string)(plan);
}
