import { readTextFile } from '../../../core/files';
import { refuseIfAny } from '../../../core/findings';
import { checkStages } from './check-stages';
import type { Dockerfile } from './dockerfile';
import { parseDockerfile } from './parse-dockerfile';
import { rememberedDockerfile } from './remembered-dockerfile';

/** A Dockerfile, and what it says; undefined where it is in another language than Docker's. */
interface ReadDockerfile {
  readonly text: string;
  readonly dockerfile: Dockerfile | undefined;
}

/**
 * Reads a Dockerfile.
 *
 * @param path of the Dockerfile, for findings
 * @param memory a folder of the project, in whose caches it is remembered what a Dockerfile says
 * @throws InvalidInput if Docker would refuse it before it builds anything
 */
export function readDockerfile(
  file: string,
  path: string,
  { target }: { readonly target?: string },
  memory: string | undefined,
): ReadDockerfile {
  const text = readTextFile(file);
  const dockerfile = memory === undefined ? parseDockerfile(text) : rememberedDockerfile(memory, text);
  if (dockerfile !== undefined) refuseIfAny(checkStages(dockerfile, path, target));
  return { text, dockerfile };
}
