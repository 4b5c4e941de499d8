import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Locked, withLock } from '../core/files';
import { Failure } from '../operations/process';
import { cacheFolder } from './cache-folder';

const DRAFT = /\.draft-(\d+)-/;
/** Longer than a build takes on a busy machine: each has a limit of its own. */
const PATIENCE_MS = 30 * 60_000;

/**
 * The folder of this name in the cache, built unless it exists. It appears whole or not at all, even if the build is killed.
 * While another process builds it, this one waits. The name identifies the recipe: a different recipe has a different name.
 *
 * @throws Failure that names the process that builds it, if that takes too long
 */
export async function builtOnce(
  name: string,
  env: NodeJS.ProcessEnv,
  build: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(env), name);
  if (existsSync(folder)) return folder;
  try {
    await withLock(`${folder}.lock`, () => buildUnlessThere(folder, build), { timeoutMs: PATIENCE_MS });
  } catch (error) {
    throw error instanceof Locked ? new Failure(`${name} is being built: ${error.message}`) : error;
  }
  return folder;
}

async function buildUnlessThere(folder: string, build: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  removeDeadDrafts(folder);
  const draft = mkdtempSync(`${folder}.draft-${process.pid}-`);
  try {
    await build(draft);
    chmodSync(draft, 0o755);
    moveUnlessThere(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Another process may have built the same folder meanwhile. It is as good as ours. */
export function moveUnlessThere(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** Removes what killed builds have left. */
function removeDeadDrafts(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const [, pid] = DRAFT.exec(name) ?? [];
    if (!name.startsWith(`${basename(folder)}.`) || pid === undefined || existsSync(`/proc/${pid}`)) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
