import type { Command } from 'commander';
import { Duration } from '../constructs/quantities';
import { InvalidInput } from '../core/findings';
import { shortDigest } from '../core/text';
import { type DeclaredEnvironment, imagesOf, selectedImage } from '../model';
import type { Rollout } from '../operations/cluster';
import { Failure } from '../operations/process';
import { selectionSigner } from '../promotion';
import { columns } from '../review';
import { environmentCluster, judgeRollout } from './cluster';
import { EXIT } from './exit-codes';
import { type JobStatus, jobStatuses } from './job-status';
import { findByName } from './project';
import { openProject, type ProjectContext } from './releasing';
import { print, printJson } from './terminal';

/** What runs of a service, compared with what its environment selects. */
interface ServiceStatus {
  readonly service: string;
  readonly selected: string | null;
  /** Whose signature its selection has; left out where the environment asks for none, and where another project built it. */
  readonly signedBy?: string;
  /** The digests that its pods run. */
  readonly runs: readonly string[];
  readonly available: number;
  readonly desired: number;
  readonly availableSince: string | null;
  readonly isAsSelected: boolean;
  readonly state: string;
}

/** `slipway status`: what runs, compared with what is selected. */
export function addStatus(command: Command): void {
  command.option('--json', 'print it as JSON').action(status);
}

/** Of an environment: what runs there, or why that cannot be seen. */
type EnvironmentStatus =
  | {
      readonly environment: string;
      readonly cluster: string;
      readonly services: readonly ServiceStatus[];
      /** Left out where a project has no jobs. */
      readonly jobs?: readonly JobStatus[];
    }
  | { readonly environment: string; readonly failure: string };

async function status(name: string | undefined, { json }: { readonly json?: true }): Promise<void> {
  const context = await openProject(process.cwd(), process.env);
  const { environments } = context.input;
  if (name !== undefined) {
    const found = await statusOf(context, findByName('environment', environments, name));
    if (json === true) printJson(found);
    else print(render(found));
    if (!isAsSelected(found)) process.exitCode = EXIT.changes;
    return;
  }
  const all: EnvironmentStatus[] = [];
  for (const environment of environments) {
    const found = await statusOf(context, environment).catch((error: unknown) => unseen(environment, error));
    all.push(found);
    if (json !== true) print(`${all.length === 1 ? '' : '\n'}${environment.name}\n${render(found)}`);
  }
  if (json === true) printJson(all);
  if (all.some((each) => 'failure' in each)) process.exitCode = EXIT.failed;
  else if (!all.every(isAsSelected)) process.exitCode = EXIT.changes;
}

/** One cluster that cannot be reached does not hide what the others run. */
function unseen({ name }: DeclaredEnvironment, error: unknown): EnvironmentStatus {
  if (error instanceof Failure || error instanceof InvalidInput)
    return { environment: name, failure: error.message };
  throw error;
}

async function statusOf(
  context: ProjectContext,
  environment: DeclaredEnvironment,
): Promise<EnvironmentStatus> {
  const { input } = context;
  const cluster = environmentCluster(input.project, environment, process.env);
  const services: ServiceStatus[] = [];
  const line = context.pipeline();
  for (const declared of input.project.props.services) {
    const service = declared.name;
    const rollout = await cluster.rollout(service);
    const selected = selectedImage(input, environment, declared)?.digest ?? null;
    const [{ image }] = imagesOf(declared);
    const signedBy =
      image.kind === 'prebuilt' ? undefined : selectionSigner(line, environment.name, image.service.name);
    services.push({
      service,
      selected,
      signedBy,
      runs: rollout?.digests ?? [],
      available: rollout?.available ?? 0,
      desired: rollout?.desired ?? 0,
      availableSince: rollout?.availableSince ?? null,
      ...stateOf(selected, rollout),
    });
  }
  const jobs = await jobStatuses(input, environment, process.env);
  return {
    environment: environment.name,
    cluster: cluster.name,
    services,
    ...(jobs.length === 0 ? {} : { jobs }),
  };
}

function render(status: EnvironmentStatus): string {
  if ('failure' in status) return status.failure;
  const { services, jobs = [] } = status;
  return [
    ...columns([['SERVICE', 'SELECTED', 'RUNS', 'PODS', 'STATE'], ...services.map(row)]),
    ...(jobs.length === 0 ? [] : ['', ...columns([['JOB', 'SELECTED', 'STATE'], ...jobs.map(jobRow)])]),
  ].join('\n');
}

function isAsSelected(status: EnvironmentStatus): boolean {
  return (
    !('failure' in status) && [...status.services, ...(status.jobs ?? [])].every((each) => each.isAsSelected)
  );
}

function jobRow({ job, selected, state }: JobStatus): readonly string[] {
  return [job, shortDigest(selected), state];
}

function stateOf(
  selected: string | null,
  rollout: Rollout | undefined,
): Pick<ServiceStatus, 'isAsSelected' | 'state'> {
  if (selected === null) {
    return rollout === undefined
      ? { isAsSelected: true, state: 'nothing is selected, nothing runs' }
      : { isAsSelected: false, state: 'runs, but nothing is selected' };
  }
  const judgement = judgeRollout(rollout, selected, { now: new Date(), stableFor: Duration.seconds(0) });
  return judgement.runs
    ? { isAsSelected: true, state: `as selected, since ${rollout?.availableSince ?? ''}` }
    : { isAsSelected: false, state: judgement.why };
}

function row({
  service,
  selected,
  signedBy,
  runs,
  available,
  desired,
  state,
}: ServiceStatus): readonly string[] {
  return [
    service,
    selected === null ? 'none' : shortDigest(selected),
    runs.map(shortDigest).join(', ') || 'none',
    `${available}/${desired}`,
    signedBy === undefined ? state : `${state}, signed by ${signedBy}`,
  ];
}
