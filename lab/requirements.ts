import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { Failure, outputOf } from '../operations/process';

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

/** Why the lab cannot run here at all, in one sentence with the remedy; `undefined` if it can. */
export function obstacle(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return 'The machines of the lab need Linux on amd64: use such a machine, or a virtual one.';
  if (process.getuid?.() !== 0) return 'The lab makes namespaces and mounts: run it as root.';
  if (!allowsNamespaces())
    return 'This machine lets nobody make namespaces: if it is a container, start it with --privileged.';
  return undefined;
}

/** @throws Failure that says what is missing here and how to install it. */
export function refuseWithout(needed: Provided): void {
  const reason = obstacle();
  if (reason !== undefined) throw new Failure(reason);
  const missing = missingOf(needed);
  if (missing.length > 0)
    throw new Failure(
      `Debian packages are missing.\n→ Run this, or give --install: apt-get ${PLAINLY.join(' ')} ${missing.join(' ')}`,
    );
}

function allowsNamespaces(): boolean {
  const flags = ['--mount', '--net', '--pid', '--fork', '--mount-proc', '--ipc', '--uts'];
  return spawnSync('unshare', [...flags, 'true'], { timeout: 60_000 }).status === 0;
}
