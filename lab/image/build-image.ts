import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contained, outputOf } from '../../operations/process';
import { builtOnce } from '../built-once';
import { digestOf, type ImageFile } from './blank-image';
import { BUILD, type ImageRecipe, recipeHash } from './image-recipe';

const BUILD_LIMIT_MS = 25 * 60_000;

/**
 * Builds an image from Debian packages, unless it is in the cache.
 *
 * @throws Failure with the last lines of the build's output.
 */
export async function buildImage(
  recipe: ImageRecipe,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ImageFile> {
  const folder = await builtOnce(`${recipe.name}-image-${recipeHash(recipe)}`, env, async (draft) => {
    const programs = Object.entries(recipe.programs ?? {}).map(([place, file]) => `${file}=${place}`);
    const [program, ...args] = contained('bash', BUILD, draft, ...recipe.layers, '--', ...programs);
    await outputOf(program, args, {
      timeoutMs: BUILD_LIMIT_MS,
      env: { ...env, PATH: `${env.PATH ?? ''}:/usr/sbin:/sbin` },
    });
    writeFileSync(join(draft, 'digest'), digestOf(join(draft, 'machine.qcow2')));
  });
  return { path: join(folder, 'machine.qcow2'), digest: readFileSync(join(folder, 'digest'), 'utf8') };
}
