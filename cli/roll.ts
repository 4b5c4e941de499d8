import { join } from 'node:path';
import type { Command } from 'commander';
import type { Composition } from '../model';
import { type DeployEvent, withPrivateFolder } from '../operations/deployment';
import { PoolRoll, roll, type RollPorts, type RollRequest, wavesOf } from '../operations/rolling';
import { EXIT } from './exit-codes';
import { outputOption, sshOption, wholeNumber } from './options';
import { findByName, loadComposition, PLANS_NOTE, runExclusively } from './project';
import { rollPorts } from './roll-ports';
import { rollForecast, rollReport } from './roll-report';
import { refuseWithoutUsers, rollRequest } from './roll-request';
import { interruptible, print, printJson, tell } from './terminal';

interface RollCommandOptions {
  readonly maxUnavailable?: number;
  readonly dryRun?: true;
  readonly waveOnly?: true;
  readonly wait: boolean;
  readonly drain: boolean;
  readonly ssh: readonly [string, ...string[]];
  /** In seconds. */
  readonly timeout: number;
  readonly output: string;
  readonly json?: true;
}

/** `slipway roll`: replaces the machines of a pool wave by wave, while the pool stays up. */
export function addRoll(command: Command): void {
  command
    .option(
      '--max-unavailable <count>',
      'how many may be down at once; at most what the pool says',
      wholeNumber(1),
    )
    .option('--dry-run', `show the waves, and change nothing: exit code ${EXIT.changes} when there are any`)
    .option('--wave-only', 'end after one wave')
    .option('--no-wait', 'do not wait for the first boot of a machine, nor check that the others are up')
    .option('--no-drain', 'do not drain machines that are nodes of the environment’s cluster')
    .addOption(sshOption())
    .option('--timeout <seconds>', 'how long a drain, and a first boot, may take', wholeNumber(1), 900)
    .addOption(outputOption('written'))
    .option('--json', 'print the waves as JSON')
    .action(run);
}

async function run(environmentName: string, poolName: string, options: RollCommandOptions): Promise<void> {
  const composition = loadComposition(process.cwd());
  const environment = findByName('environment', composition.environments, environmentName);
  const request = rollRequest(environment, poolName, options.maxUnavailable);
  if (options.wait) refuseWithoutUsers(environment, poolName);
  const outdir = join(composition.project.props.root, options.output);
  await runExclusively(outdir, () =>
    interruptible(({ stop, end }) =>
      withPrivateFolder(join(outdir, PLANS_NOTE), async (planFolder) => {
        const ports = rollPorts({
          composition,
          environment,
          pool: poolName,
          outdir,
          terraform: { env: process.env, planFolder, stop, end, tell: tellOf },
          ssh: options.wait ? options.ssh : undefined,
          drain: options.drain,
          timeoutMs: options.timeout * 1_000,
          tell,
        });
        if (options.dryRun === true) await preview(ports, request, options);
        else await act(ports, request, composition, options);
      }),
    ),
  );
}

/** What a roll would do, as far as can be predicted: each wave is planned again when its turn comes. */
async function preview(ports: RollPorts, request: RollRequest, { json }: RollCommandOptions): Promise<void> {
  const { machines } = await new PoolRoll(ports, request).find();
  const { waves, blocked } = wavesOf(machines, request.limits);
  if (waves.length > 0) process.exitCode = EXIT.changes;
  if (blocked !== undefined) process.exitCode = EXIT.failed;
  if (json === true) {
    printJson({ waves, blocked: blocked ?? null });
    return;
  }
  print(rollForecast(waves, blocked, machines, request).join('\n'));
}

async function act(
  ports: RollPorts,
  request: RollRequest,
  { placements }: Composition,
  { waveOnly, json }: RollCommandOptions,
): Promise<void> {
  if (ports.placement()?.pins === undefined)
    ports.tell(
      'No slot images are recorded: until the roll is complete, a deploy would replace the rest at once.',
    );
  const rolled = await roll(ports, request, { waveOnly });
  const file = placements?.find(request.environment)?.path;
  if (json === true) printJson(rolled);
  else print(rollReport(rolled, request, file).join('\n'));
}

function tellOf(event: DeployEvent): void {
  if (event.kind === 'note') tell(`${event.stack}: ${event.message}`);
  else if (event.action !== 'read' && (event.step === 'done' || event.step === 'failed'))
    tell(`  ${event.address}: ${event.action} ${event.step}, ${event.seconds} s`);
}
