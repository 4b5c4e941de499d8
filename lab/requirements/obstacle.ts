import { spawnSync } from 'node:child_process';
import { Failure } from '../../operations/process';
import { missingOf, PLAINLY, type Provided } from './packages';

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
