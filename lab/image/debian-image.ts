import { join } from 'node:path';
import type { ImageFile } from './blank-image';
import { buildImage } from './build-image';
import type { ImageRecipe } from './image-recipe';

/** A Debian 12 with cloud-init, SSH and the guest agent, and nothing else: what machines of the lab are made of. */
export const debianRecipe: ImageRecipe = { name: 'debian', layers: [join(__dirname, 'debian')] };

/** The Debian image, built unless it was before. @throws Failure with the last lines of what the recipe said. */
export function buildDebianImage(env: NodeJS.ProcessEnv = process.env): Promise<ImageFile> {
  return buildImage(debianRecipe, env);
}
