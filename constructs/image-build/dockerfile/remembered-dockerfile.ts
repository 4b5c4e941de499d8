import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, writeAtomically } from '../../../core/files';
import type { Dockerfile } from './dockerfile';
import { parseDockerfile } from './parse-dockerfile';

/** Raised when the form of what is written changes, or the parser reads something else. */
const VERSION = '2';

/**
 * What a Dockerfile says, by its text: the parser is loaded only for one that is new. It takes longer than the rest of a context.
 *
 * @param folder a folder of the project, in whose caches it is remembered
 */
export function rememberedDockerfile(folder: string, text: string): Dockerfile | undefined {
  const caches = cacheFolder(folder);
  if (caches === undefined) return parseDockerfile(text);
  const key = sha256(`${VERSION}\n${text}`);
  const file = join(caches, 'dockerfiles', key);
  const known = read(file, key);
  if (known !== undefined) return known;
  const dockerfile = parseDockerfile(text);
  if (dockerfile !== undefined) {
    const body = JSON.stringify(dockerfile);
    try {
      writeAtomically(file, `${sha256(key + body)}\n${body}`);
    } catch {
      // It is parsed the next time.
    }
  }
  return dockerfile;
}

/** Only what was written here, and is whole, begins with the hash of the rest. */
function read(file: string, key: string): Dockerfile | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    return text.slice(0, end) === sha256(key + body) ? (JSON.parse(body) as Dockerfile) : undefined;
  } catch {
    return undefined;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
