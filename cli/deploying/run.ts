import { join } from 'node:path';
import { refuseIfAny } from '../../core/findings';
import type { SlipwayRecord } from '../../core/record';
import { type Composition, type Environment, IMAGES_STACK, placed } from '../../model';
import {
  missingVariables,
  reversed,
  roundsOf,
  type RunEvent,
  type RunRequest,
  runStacks,
  selectStacks,
  stackFolder,
  withPrivateFolder,
} from '../../operations/deployment';
import { Placements } from '../../placement';
import {
  findByName,
  loadComposition,
  PLANS_NOTE,
  runExclusively,
  synthesise,
  unknownPools,
} from '../project';
import { interruptible, print } from '../terminal';
import { guardedPools } from './guarded-pools';
import type { RunOptions } from './options';
import { unknownJobs } from './jobs';
import { deploymentPorts } from './ports';
import { progress } from './progress';
import { exitCodeOf, runReport } from './report';

interface RunCommand {
  readonly environment: string;
  readonly stacks: readonly string[];
  readonly options: RunOptions;
  readonly destroy: boolean;
  /** Whether all data may be destroyed. */
  readonly allData: boolean;
  /** Refuses a run before the project is synthesised. */
  readonly checkTime?: (composition: Composition) => void;
  /** Refuses a run before it starts. */
  readonly check?: (record: SlipwayRecord, stacks: readonly string[]) => void;
}

/** Synthesises the project, and deploys or destroys stacks of an environment. Sets the exit code. */
export async function runCommand(command: RunCommand): Promise<void> {
  const composition = loadComposition(process.cwd());
  const environment = environmentOf(composition, command.environment);
  command.checkTime?.(composition);
  const outdir = join(composition.project.props.root, command.options.output);
  await runExclusively(outdir, () => run(command, composition, environment, outdir));
}

async function run(
  command: RunCommand,
  composition: Composition,
  environment: string | null,
  outdir: string,
): Promise<void> {
  const { options } = command;
  const target = placedEnvironment(composition, environment);
  refuseIfAny(
    unknownPools(
      { name: command.environment, pools: target?.pools ?? {} },
      'allow-outage',
      options.allowOutage ?? [],
    ),
  );
  refuseIfAny(unknownJobs(composition.project, options.rerunJob ?? []));
  const record = synthesise(composition, outdir);
  const selected = selectStacks(record, environment, command.stacks);
  const skip = options.skip.length === 0 ? [] : selectStacks(record, environment, options.skip);
  const stacks = selected.filter((stack) => !skip.includes(stack));
  command.check?.(record, stacks);
  refuseIfAny(
    missingVariables(
      stacks.map((stack) => stackFolder(outdir, stack)),
      process.env,
    ),
    'nothing was started',
  );
  const tell = options.json === true ? printLine : progress(process.stderr);
  const outcomes = await interruptible(({ stop, end }) =>
    withPrivateFolder(join(outdir, PLANS_NOTE), (planFolder) => {
      const { pluginDir } = options;
      const ports = deploymentPorts({
        project: composition.project,
        releases: composition.releases,
        environment: target,
        outdir,
        ssh: options.ssh ?? ['ssh'],
        terraform: { env: process.env, planFolder, pluginDir, stop, end, tell },
        tell,
        planOnly: options.planOnly === true,
        rerunJobs: options.rerunJob ?? [],
        drain: options.drain !== false && !nodesMayBeDown(target, options),
      });
      return runStacks(requestOf(command, record, target, { stacks, skip }), ports);
    }),
  );
  process.exitCode = exitCodeOf(outcomes);
  if (options.json !== true) print(runReport(outcomes));
}

/** If all nodes may be down at once, drained pods would have no node to go to. */
function nodesMayBeDown(target: Environment | undefined, { allowOutage = [] }: RunOptions): boolean {
  return allowOutage.includes(target?.cluster.nodePool ?? '');
}

/** Null for the stack that no environment owns. */
function environmentOf({ environments }: Composition, name: string): string | null {
  return name === IMAGES_STACK ? null : findByName('environment', environments, name).name;
}

/** Undefined for the stack that no environment owns. */
function placedEnvironment(
  { environments, placements = Placements.of([]) }: Composition,
  name: string | null,
): Environment | undefined {
  return placed(environments, placements).find((environment) => environment.name === name);
}

function requestOf(
  { options, destroy, allData }: RunCommand,
  record: SlipwayRecord,
  target: Environment | undefined,
  { stacks, skip }: { readonly stacks: readonly string[]; readonly skip: readonly string[] },
): RunRequest {
  const dependencies = Object.fromEntries(
    Object.entries(record.stacks).map(([name, { dependsOn }]) => [name, dependsOn]),
  );
  const needs = destroy ? reversed(dependencies) : dependencies;
  const rounds = roundsOf(stacks, needs);
  return {
    // For a destroy, every stack is planned and judged before the first one is destroyed.
    rounds: destroy ? [rounds.flat()] : rounds,
    needs,
    skip,
    elsewhere: destroy ? [] : machineStacksBeside(record, stacks, skip),
    allowed: allData ? 'all' : options.allowDestroy,
    pools: destroy || target === undefined ? [] : guardedPools(target, record),
    allowedOutages: options.allowOutage ?? [],
    destroy,
    planOnly: options.planOnly === true,
  };
}

/** The other machine stacks of the same environments, except those that are skipped. */
function machineStacksBeside(
  record: SlipwayRecord,
  stacks: readonly string[],
  skip: readonly string[],
): readonly string[] {
  const environments = new Set(stacks.map((stack) => record.stacks[stack]?.environment));
  return Object.entries(record.stacks).flatMap(([name, { environment }]) => {
    const isBeside = environments.has(environment) && ![...stacks, ...skip].includes(name);
    return isBeside && name.startsWith(`${environment ?? ''}-machines-`) ? [name] : [];
  });
}

function printLine(event: RunEvent): void {
  print(JSON.stringify(event));
}
