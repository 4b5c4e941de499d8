import { readTextFile } from '../../../core/files';
import { refuseIfAny } from '../../../core/findings';
import { checkStages } from './check-stages';
import type { Dockerfile } from './dockerfile';
import { parseDockerfile } from './parse-dockerfile';
import { rememberedDockerfile } from './remembered-dockerfile';

/**
 * Reads a Dockerfile.
 *
 * @param path of the Dockerfile, for findings
 * @param memory a folder of the project, in whose caches it is remembered what a Dockerfile says
 * @returns undefined where it is in another language than Docker's
 * @throws InvalidInput if Docker would refuse it before it builds anything
 */
export function readDockerfile(
  file: string,
  path: string,
  { target }: { readonly target?: string },
  memory: string | undefined,
): Dockerfile | undefined {
  const text = readTextFile(file);
  const dockerfile = memory === undefined ? parseDockerfile(text) : rememberedDockerfile(memory, text);
  if (dockerfile !== undefined) refuseIfAny(checkStages(dockerfile, path, target));
  return dockerfile;
}
