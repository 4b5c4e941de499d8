import { homedir } from 'node:os';
import type { Command } from 'commander';
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
import { EXIT } from './exit-codes';
import { findByName, loadComposition } from './project';
import { print, printJson, tell } from './terminal';

interface GrowCommandOptions {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `slipway grow`: grows data disks to their declared size, which Terraform cannot do. */
export function addGrow(command: Command): void {
  command
    .option('--dry-run', `only look; exit code ${EXIT.changes} if a disk is to grow`)
    .option('--json', 'print the disks and what was done as JSON')
    .action(grow);
}

async function grow(
  name: string,
  which: string | undefined,
  { dryRun = false, json = false }: GrowCommandOptions,
): Promise<void> {
  const { project, environments, placements = Placements.of([]) } = loadComposition(process.cwd());
  findByName('environment', environments, name);
  refuseIfAny(placements.findings);
  const environment = findByName('environment', placed(environments, placements), name);
  const reports = await growDisks(chosen(environmentDisks(project, environment), which), {
    environment: name,
    dryRun,
    env: process.env,
    home: homedir(),
    tell,
  });
  if (json) printJson({ disks: reports.map((report) => asJson(report, dryRun)) });
  else print(asText(reports, dryRun));
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
      advice:
        disks.length === 0
          ? 'This environment has no data disks.'
          : `Choose from: ${disks.map(({ id }) => id).join(', ')}.`,
    }),
  ]);
}

function asJson(report: DiskReport, dryRun: boolean) {
  const { disk, found } = report;
  return {
    disk: disk.id,
    host: disk.host,
    action: actionOf(report, dryRun),
    declaredBytes: disk.size.toBytes(),
    foundBytes: found.kind === 'there' ? found.size.toBytes() : null,
    inMachine: isToGrow(report) ? (inMachine(disk) ?? null) : null,
  };
}

function asText(reports: readonly DiskReport[], dryRun: boolean): string {
  const left = reports.filter(isToGrow).flatMap(({ disk }) => {
    const command = inMachine(disk);
    return command === undefined ? [] : [`  ${disk.machine} (${disk.attached?.address ?? ''}): ${command}`];
  });
  const head =
    reports.length === 0 ? ['There are no data disks.'] : reports.map((report) => line(report, dryRun));
  const tail =
    left.length === 0 ? [] : ['', 'Now grow the file systems inside the running machines:', ...left];
  return [...head, ...tail].join('\n');
}

function line(report: DiskReport, dryRun: boolean): string {
  const { disk, found } = report;
  const sizes =
    found.kind === 'unseen'
      ? found.advice
      : found.kind === 'there' && isToGrow(report)
        ? `${found.size.toString()} → ${disk.size.toString()}`
        : disk.size.toString();
  return `${actionOf(report, dryRun).padEnd(9)}  ${disk.id}  ${sizes}  (${disk.host})`;
}

function actionOf(report: DiskReport, dryRun: boolean): string {
  if (report.found.kind !== 'there') return report.found.kind;
  if (!isToGrow(report)) return 'unchanged';
  return dryRun ? 'to grow' : 'grown';
}
