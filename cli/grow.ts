import { homedir } from 'node:os';
import { type Command, Option } from 'commander';
import { InvalidInput, problem, refuseIfAny } from '../core/findings';
import { placed } from '../model';
import {
  type DiskReport,
  type EnvironmentDisk,
  environmentDisks,
  growDisks,
  inMachine,
  isToGrow,
} from '../operations/disks';
import { Placements } from '../placement';
import { loadComposition } from './composition';
import { EXIT } from './exit-codes';
import { named } from './named';

interface GrowCommandOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `slipway grow`: makes data disks as large as they are declared, which Terraform cannot. */
export function addGrow(program: Command): void {
  program
    .command('grow <environment> [disks]')
    .description('grow data disks to their declared size; disks: a pool, pool/slot or pool/slot/disk')
    .option('--dry-run', `only look: exit code ${EXIT.changes} when there is something to grow`)
    .addOption(new Option('--json', 'print what was found and done as JSON'))
    .action(async (environment: string, which: string | undefined, options: GrowCommandOptions) => {
      await run(environment, which, options);
    });
}

async function run(
  name: string,
  which: string | undefined,
  { dryRun = false, json = false }: GrowCommandOptions,
): Promise<void> {
  const { project, environments, placements = Placements.of([]) } = loadComposition(process.cwd());
  named('environment', environments, name);
  refuseIfAny(placements.findings);
  const environment = named('environment', placed(environments, placements), name);
  const reports = await growDisks(chosen(environmentDisks(project, environment), which), {
    environment: name,
    dryRun,
    env: process.env,
    home: homedir(),
    tell: (message) => process.stderr.write(`${message}\n`),
  });
  process.stdout.write(json ? asJson(reports, dryRun) : asText(reports, dryRun));
  if (dryRun && reports.some(isToGrow)) process.exitCode = EXIT.changes;
}

function chosen(disks: readonly EnvironmentDisk[], which: string | undefined): readonly EnvironmentDisk[] {
  const found = disks.filter(({ id }) => which === undefined || `${id}/`.startsWith(`${which}/`));
  if (found.length > 0 || which === undefined) return found;
  throw new InvalidInput([
    problem({
      rule: 'cli/disks',
      path: 'disks',
      message: 'must be a pool, pool/slot or pool/slot/disk that has data disks',
      value: which,
      advice: `There is ${disks.map(({ id }) => id).join(', ') || 'none in this environment'}.`,
    }),
  ]);
}

function asJson(reports: readonly DiskReport[], dryRun: boolean): string {
  const disks = reports.map((report) => ({
    disk: report.disk.id,
    host: report.disk.host,
    deed: deedOf(report, dryRun),
    declaredBytes: report.disk.size.toBytes(),
    foundBytes: report.found.kind === 'there' ? report.found.size.toBytes() : null,
    inMachine: isToGrow(report) ? (inMachine(report.disk) ?? null) : null,
  }));
  return `${JSON.stringify({ disks }, undefined, 2)}\n`;
}

function asText(reports: readonly DiskReport[], dryRun: boolean): string {
  const left = reports.filter(isToGrow).flatMap(({ disk }) => {
    const command = inMachine(disk);
    return command === undefined ? [] : [`  ${disk.machine} (${disk.attached?.address ?? ''}): ${command}`];
  });
  const head = reports.length === 0 ? ['There are no data disks.'] : reports.map((it) => line(it, dryRun));
  const tail =
    left.length === 0 ? [] : ['', 'Then grow the file systems, in the machines, while they run:', ...left];
  return `${[...head, ...tail].join('\n')}\n`;
}

function line(report: DiskReport, dryRun: boolean): string {
  const { disk, found } = report;
  const sizes =
    found.kind === 'unseen'
      ? found.advice
      : found.kind === 'there' && isToGrow(report)
        ? `${found.size.toString()} → ${disk.size.toString()}`
        : disk.size.toString();
  return `${deedOf(report, dryRun).padEnd(9)}  ${disk.id}  ${sizes}  (${disk.host})`;
}

function deedOf(report: DiskReport, dryRun: boolean): string {
  if (report.found.kind !== 'there') return report.found.kind;
  if (!isToGrow(report)) return 'as it is';
  return dryRun ? 'to grow' : 'grown';
}
