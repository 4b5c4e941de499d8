import { createHash } from 'node:crypto';
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
import { basename, dirname, join, relative } from 'node:path';
import { cacheFolder } from '../cache-folder';
import { contained, outputOf } from '../../process';
import { digestOf, type ImageFile } from './blank-image';

const RECIPE = join(__dirname, 'debian');
const BUILD_LIMIT_MS = 10 * 60_000;
const DRAFT = /\.draft-(\d+)-/;

/** The image that was built before by the recipe as it is now, or `undefined`. */
export function findDebianImage(env: NodeJS.ProcessEnv = process.env): ImageFile | undefined {
  const folder = folderOf(env);
  if (!existsSync(folder)) return undefined;
  return { path: join(folder, 'machine.qcow2'), digest: readFileSync(join(folder, 'digest'), 'utf8') };
}

/**
 * A Debian 12 with cloud-init, SSH and the guest agent, made from Debian's packages by the recipe in `debian/` unless it
 * was before. It appears whole or not at all, whoever else builds or is killed.
 *
 * @throws Failure with the last lines of what the recipe said.
 */
export async function buildDebianImage(env: NodeJS.ProcessEnv = process.env): Promise<ImageFile> {
  const found = findDebianImage(env);
  if (found !== undefined) return found;
  const folder = folderOf(env);
  mkdirSync(dirname(folder), { recursive: true });
  removeDeadDrafts(folder);
  const draft = mkdtempSync(`${folder}.draft-${process.pid}-`);
  try {
    const [program, ...args] = contained('bash', join(RECIPE, 'build.sh'), draft);
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
  return buildDebianImage(env);
}

function folderOf(env: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256');
  for (const path of filesIn(RECIPE)) hash.update(`${relative(RECIPE, path)}\0`).update(readFileSync(path));
  return join(cacheFolder(env), `debian-image-${hash.digest('hex').slice(0, 16)}`);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What builds that were killed have left. */
function removeDeadDrafts(folder: string): void {
  for (const name of readdirSync(dirname(folder))) {
    const [, pid] = DRAFT.exec(name) ?? [];
    if (!name.startsWith(`${basename(folder)}.`) || pid === undefined || existsSync(`/proc/${pid}`)) continue;
    rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
