import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { writeAtomically } from '../core/files';
import { InvalidInput, refuseIfAny } from '../core/findings';
import { fleetOf } from '../model';
import {
  type Fleet,
  leastHosts,
  place,
  type Placement,
  Placements,
  renderPlacement,
  type SlotChange,
} from '../placement';
import { wholeNumber } from './options';
import { findByName, loadComposition } from './project';
import { print, printJson } from './terminal';
import { textOfFile } from './text-of-file';

interface PlaceCommandOptions {
  readonly mayMove?: true;
  readonly consolidate?: true;
  readonly effort?: number;
  readonly dryRun?: true;
  readonly json?: true;
}

/** `slipway place`: places every slot of an environment on a host, and records it. */
export function addPlace(command: Command): void {
  command
    .option('--may-move', 'also move slots that could stay, to make room for new ones')
    .option('--consolidate', 'use as few hosts as possible, instead of spreading')
    .addOption(
      new Option('--effort <times>', 'how many times the usual work the search may do').argParser(
        wholeNumber(1),
      ),
    )
    .option('--dry-run', 'say what would change, and write nothing')
    .option('--json', 'print the changes as JSON')
    .action(run);
}

function run(name: string, { mayMove, consolidate, effort, dryRun, json }: PlaceCommandOptions): void {
  const { project, environments, placements = Placements.of([]) } = loadComposition(process.cwd());
  const environment = findByName('environment', environments, name);
  const file = placements.pathOf(name);
  refuseIfAny(placements.findings.filter(({ path }) => path.startsWith(file)));

  const before = placements.find(name)?.placement;
  const isEmpty = before === undefined && Object.keys(environment.pools).length === 0;
  const fleet = fleetOf(environment);
  const result = place(fleet, before, {
    prefer: consolidate === true ? 'consolidate' : 'spread',
    mayMove: mayMove === true,
    effort,
  });
  if (result.placement === undefined) throw new InvalidInput(result.findings, 'nothing was written');
  const path = join(project.props.root, file);
  const text = renderPlacement(result.placement);
  const isUpToDate = existsSync(path) && textOfFile(path) === text;
  if (dryRun !== true && !isUpToDate && !isEmpty) writeAtomically(path, text);
  const { placement, changes, isMinimal } = result;
  if (json === true) {
    printJson({ file, changes, isMinimal, pins: placement.pins ?? {} });
    return;
  }
  if (isEmpty) {
    print(`${name} has no pools, so there is nothing to place. Nothing was written.`);
    return;
  }
  const used = consolidate === true ? [hostsInUse(fleet, placement)] : [];
  const lines = [...report(changes, isMinimal), ...used, ...recordedImages(placement, before)];
  print([...lines, writing(file, isUpToDate, dryRun === true)].join('\n'));
}

function writing(file: string, isUpToDate: boolean, isDryRun: boolean): string {
  if (isUpToDate) return `${file} is up to date.`;
  return isDryRun ? 'Nothing was written.' : `Written to ${file}. Commit it.`;
}

function report(changes: readonly SlotChange[], isMinimal: boolean): readonly string[] {
  const made = changes.filter(({ kind }) => kind !== 'kept');
  if (made.length === 0) return ['Every slot stays where it is.'];
  const before = changes.filter(({ from }) => from !== undefined);
  const kept = changes.length - made.length;
  return [
    ...made.map(line),
    ...(before.length > 0 ? [`${kept} of ${before.length} slots stay where they are.`] : []),
    ...(isMinimal ? [] : ['Fewer moves may be possible: the search for them was stopped early.']),
  ];
}

/** How close the placement comes to the fewest hosts. */
function hostsInUse(fleet: Fleet, { slots }: Placement): string {
  const used = new Set(Object.values(slots)).size;
  const least = leastHosts(fleet) ?? used;
  const standby = fleet.survives === undefined ? '' : ', with what stands by for a loss';
  return `${used} of ${fleet.hosts.length} hosts are in use. At least ${least} are needed${standby}.`;
}

/** A slot without a recorded image is assumed to run the image of its pool. */
function recordedImages({ images = {}, pins = {} }: Placement, before?: Placement): readonly string[] {
  return Object.entries(images).flatMap(([digest, { name }]) => {
    const slots = Object.keys(pins).filter(
      (slot) => pins[slot] === digest && before?.pins?.[slot] !== digest,
    );
    return slots.length === 0 ? [] : [`image    ${slots.join(', ')}  ${name}  (recorded)`];
  });
}

function line({ kind, slot, from, to, reason }: SlotChange): string {
  const way = [from, to].filter((host) => host !== undefined).join(' → ');
  return `${kind.padEnd(7)}  ${slot}  ${way}  (${reason})`;
}
