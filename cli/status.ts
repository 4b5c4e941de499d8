import type { Command } from 'commander';
import { Duration } from '../constructs/quantities';
import { selectedImage } from '../model';
import { columns } from '../review';
import { environmentCluster, judgeRollout } from './cluster';
import { EXIT } from './exit-codes';
import { type JobStatus, jobStatuses } from './job-status';
import { findByName } from './project';
import { openProject } from './releasing';
import { print, shortDigest } from './terminal';

/** What runs of a service, compared with what its environment selects. */
interface ServiceStatus {
  readonly service: string;
  readonly selected: string | null;
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

async function status(name: string, { json }: { readonly json?: true }): Promise<void> {
  const { input } = await openProject(process.cwd(), process.env);
  const environment = findByName('environment', input.environments, name);
  const cluster = environmentCluster(input.project, environment, process.env);
  const services: ServiceStatus[] = [];
  for (const declared of input.project.props.services) {
    const service = declared.name;
    const rollout = await cluster.rollout(service);
    const selected = selectedImage(input, environment, declared)?.digest ?? null;
    services.push({
      service,
      selected,
      runs: rollout?.digests ?? [],
      available: rollout?.available ?? 0,
      desired: rollout?.desired ?? 0,
      availableSince: rollout?.availableSince ?? null,
      ...stateOf(selected, rollout),
    });
  }
  const jobs = await jobStatuses(input, environment, process.env);
  const text =
    json === true
      ? JSON.stringify({ environment: name, cluster: cluster.name, services, ...jobsIn(jobs) }, undefined, 2)
      : [
          ...columns([['SERVICE', 'SELECTED', 'RUNS', 'PODS', 'STATE'], ...services.map(row)]),
          ...(jobs.length === 0 ? [] : ['', ...columns([['JOB', 'SELECTED', 'STATE'], ...jobs.map(jobRow)])]),
        ].join('\n');
  print(text);
  if ([...services, ...jobs].some(({ isAsSelected }) => !isAsSelected)) process.exitCode = EXIT.changes;
}

/** Left out where a project has no jobs. */
function jobsIn(jobs: readonly JobStatus[]): { readonly jobs?: readonly JobStatus[] } {
  return jobs.length === 0 ? {} : { jobs };
}

function jobRow({ job, selected, state }: JobStatus): readonly string[] {
  return [job, shortDigest(selected), state];
}

function stateOf(
  selected: string | null,
  rollout: Parameters<typeof judgeRollout>[0],
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

function row({ service, selected, runs, available, desired, state }: ServiceStatus): readonly string[] {
  return [
    service,
    selected === null ? 'none' : shortDigest(selected),
    runs.map(shortDigest).join(', ') || 'none',
    `${available}/${desired}`,
    state,
  ];
}
