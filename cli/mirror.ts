import type { Command } from 'commander';
import { refuseIfAny } from '../core/findings';
import { countOf, shortDigest } from '../core/text';
import { resolveComposition, type SelectedImage } from '../model';
import { Failure } from '../operations/process';
import { copyImage, missingOfImage, type RegistryOptions } from '../operations/registry';
import { imagesToPull } from './deploying';
import { EXIT } from './exit-codes';
import { findByName, loadComposition, registryOptions } from './project';
import { print, tell } from './terminal';

interface MirrorOptions {
  readonly dryRun?: true;
}

/** An image that an environment pulls from another repository than the one it was pushed to. */
type Mirrored = Pick<SelectedImage, 'origin' | 'repository' | 'digest'>;

/** `slipway mirror`: copies what an environment runs to the registries that it pulls from. */
export function addMirror(command: Command): void {
  command
    .option('--dry-run', `copy nothing; exit code ${EXIT.changes} if something would be copied`)
    .action(mirror);
}

async function mirror(name: string, { dryRun }: MirrorOptions): Promise<void> {
  const composition = loadComposition(process.cwd());
  const { project, releases, environments, unreadable } = resolveComposition(composition);
  refuseIfAny(unreadable, 'nothing was copied');
  const environment = findByName('environment', environments, name);
  const mirrored = imagesToPull({ project, releases, environment }).filter(
    ({ repository, origin }) => repository !== origin,
  );
  if (mirrored.length === 0)
    print(`${name} pulls nothing from a mirror: see \`mirrors\` of the environment.`);
  const isSample = ({ record }: (typeof mirrored)[number]) => record?.sample === true;
  const samples = mirrored.filter(isSample);
  if (samples.length > 0) tell(`Samples have no image to copy: ${samples.map(nameOf).join(', ')}.`);

  const options = registryOptions(project, process.env);
  const bring = dryRun === true ? look : copy;
  const failures: string[] = [];
  let isBehind = false;
  for (const image of mirrored.filter((one) => !isSample(one)))
    try {
      const { line, isNew } = await bring(image, options);
      isBehind ||= isNew;
      print(`${nameOf(image)}: ${line}`);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(`${nameOf(image)}: ${error.message}`);
    }
  if (failures.length > 0) throw new Failure(failures.join('\n'));
  if (dryRun === true && isBehind) process.exitCode = EXIT.changes;
}

interface Line {
  readonly line: string;
  /** Whether it was, or would be, copied. */
  readonly isNew: boolean;
}

const COMPLETE: Line = { line: 'is there already', isNew: false };

async function copy({ origin, repository, digest }: Mirrored, options: RegistryOptions): Promise<Line> {
  const { manifests, blobs, bytes } = await copyImage(origin, repository, digest, options);
  if (manifests === 0) return COMPLETE;
  const size = `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
  const what = [countOf(blobs, 'blob'), countOf(manifests, 'manifest'), size].join(', ');
  return { line: `copied from ${origin}: ${what}`, isNew: true };
}

async function look({ origin, repository, digest }: Mirrored, options: RegistryOptions): Promise<Line> {
  const missing = await missingOfImage(repository, digest, options);
  return missing.length === 0 ? COMPLETE : { line: `would be copied from ${origin}`, isNew: true };
}

function nameOf({ repository, digest }: Mirrored): string {
  return `${repository}@${shortDigest(digest)}`;
}
