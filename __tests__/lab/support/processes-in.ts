import { readdirSync, readlinkSync } from 'node:fs';
import { signal } from '../../../operations/process';

/** The processes that work in a folder: of a stack's, Terraform and its providers. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder ? [Number(name)] : [];
    } catch {
      return []; // It ended meanwhile.
    }
  });
}

/** Ends processes at once. One that has ended meanwhile is no matter. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) signal(pid, 'SIGKILL');
}
