import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { contained, outputOf } from '../../process';
import { cacheFolder } from '../cache-folder';
import { digestOf, type ImageFile } from './blank-image';
import { BUILD, type ImageRecipe, recipeHash } from './image-recipe';

const BUILD_LIMIT_MS = 15 * 60_000;
const DRAFT = /\.draft-(\d+)-/;

/** The image that was built before by the recipe as it is now, or `undefined`. */
export function findImage(recipe: ImageRecipe, env: NodeJS.ProcessEnv = process.env): ImageFile | undefined {
  return imageIn(folderOf(recipe, env));
}

/**
 * The image of a recipe, made from Debian's packages unless it was before. It appears whole or not at all, whoever else
 * builds or is killed.
 *
 * @throws Failure with the last lines of what the recipe said.
 */
export async function buildImage(
  recipe: ImageRecipe,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ImageFile> {
  const folder = folderOf(recipe, env);
  const found = imageIn(folder);
  if (found !== undefined) return found;
  mkdirSync(dirname(folder), { recursive: true });
  removeDeadDrafts(folder);
  const draft = mkdtempSync(`${folder}.draft-${process.pid}-`);
  try {
    const programs = Object.entries(recipe.programs ?? {}).map(([place, file]) => `${file}=${place}`);
    const [program, ...args] = contained('bash', BUILD, draft, ...recipe.layers, '--', ...programs);
    await outputOf(program, args, {
      timeoutMs: BUILD_LIMIT_MS,
      env: { ...env, PATH: `${env.PATH ?? ''}:/usr/sbin:/sbin` },
    });
    writeFileSync(join(draft, 'digest'), digestOf(join(draft, 'machine.qcow2')));
    chmodSync(draft, 0o755);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return buildImage(recipe, env);
}

function folderOf(recipe: ImageRecipe, env: NodeJS.ProcessEnv): string {
  return join(cacheFolder(env), `${recipe.name}-image-${recipeHash(recipe)}`);
}

function imageIn(folder: string): ImageFile | undefined {
  if (!existsSync(folder)) return undefined;
  return { path: join(folder, 'machine.qcow2'), digest: readFileSync(join(folder, 'digest'), 'utf8') };
}

/** What builds that were killed have left. */
function removeDeadDrafts(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const [, pid] = DRAFT.exec(name) ?? [];
    if (!name.startsWith(`${basename(folder)}.`) || pid === undefined || existsSync(`/proc/${pid}`)) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
