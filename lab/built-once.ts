import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { cacheFolder } from './cache-folder';

const DRAFT = /\.draft-(\d+)-/;

/**
 * The folder of this name in the cache, built unless it exists. It appears whole or not at all, even if another process
 * builds it at the same time or is killed. The name identifies the recipe: a different recipe has a different name.
 */
export async function builtOnce(
  name: string,
  env: NodeJS.ProcessEnv,
  build: (draft: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(env), name);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  removeDeadDrafts(folder);
  const draft = mkdtempSync(`${folder}.draft-${process.pid}-`);
  try {
    await build(draft);
    chmodSync(draft, 0o755);
    moveUnlessThere(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
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
