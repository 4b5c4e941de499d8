import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { outputOf } from '../../operations/process';

/** A program, or the path of a file, and the Debian package that contains it. */
export type Provided = Readonly<Record<string, string>>;

/** The command with which a person installs packages. */
export const PLAINLY = ['install', '--no-install-recommends'];
const INSTALL_LIMIT_MS = 10 * 60_000;

/** The Debian packages that are not installed here, sorted. */
export function missingOf(needed: Provided, env: NodeJS.ProcessEnv = process.env): readonly string[] {
  const missing = Object.entries(needed).filter(([what]) => !isThere(what, env));
  return [...new Set(missing.map(([, name]) => name))].sort();
}

/** Installs Debian packages without prompting. */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const options = { timeoutMs: INSTALL_LIMIT_MS, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await outputOf('apt-get', ['update', '--quiet=2'], options);
  await outputOf('apt-get', [...PLAINLY, '--yes', '--quiet=2', ...packages], options);
}

function isThere(what: string, env: NodeJS.ProcessEnv): boolean {
  const folders = isAbsolute(what) ? [''] : [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, what), constants.R_OK);
      return true;
    } catch {
      return false;
    }
  });
}
