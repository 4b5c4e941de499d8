import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from '../../../core/files';
import { recall, remember } from '../remembered';
import type { Dockerfile } from './dockerfile';
import { parseDockerfile } from './parse-dockerfile';

/** Raised when the form of what is written changes, or the parser reads something else. */
const VERSION = '3';

/**
 * What a Dockerfile says, by its text: the parser is loaded only for one that is new. It takes longer than the rest of a context.
 *
 * @param folder a folder of the project, in whose caches it is remembered
 */
export function rememberedDockerfile(folder: string, text: string): Dockerfile | undefined {
  const caches = cacheFolder(folder);
  if (caches === undefined) return parseDockerfile(text);
  const key = createHash('sha256').update(`${VERSION}\n${text}`).digest('hex');
  const file = join(caches, 'dockerfiles', key);
  const known = recall(file, key) as Dockerfile | undefined;
  if (known !== undefined) return known;
  const dockerfile = parseDockerfile(text);
  if (dockerfile !== undefined) remember(file, key, dockerfile);
  return dockerfile;
}
