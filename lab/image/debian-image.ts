import { join } from 'node:path';
import type { ImageFile } from './blank-image';
import { buildImage } from './build-image';
import type { ImageRecipe } from './image-recipe';

/** Debian 12 with cloud-init, SSH and the guest agent, and nothing else: the base of the lab's machines. */
export const debianRecipe: ImageRecipe = { name: 'debian', layers: [join(__dirname, 'debian')] };

/** The Debian image, built on first use. @throws Failure with the last lines of the build's output. */
export function buildDebianImage(env: NodeJS.ProcessEnv = process.env): Promise<ImageFile> {
  return buildImage(debianRecipe, env);
}
