import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from './make-folder';
import { unwritable } from './unwritable';
import { instantOf } from '../text';

/** Who holds a lock; its file is named after it. */
interface Holder {
  readonly host: string;
  readonly pid: number;
}

const TIMEOUT_MS = 20_000;
const PAUSE_MS = 20;

/** A lock that another process held for longer than the caller was willing to wait. */
export class Locked extends Error {
  override readonly name = 'Locked';
}

/**
 * Does some work while no other process works under the same lock. The lock of a process that was killed is taken over, if it
 * ran on this machine.
 *
 * The lock is a folder with one file, which is named after its holder. A folder can be renamed to that path only if nothing or
 * an empty folder is there, so one of many contenders succeeds. A dead holder's lock is taken by removing its own file, which
 * cannot hit the lock of another process that was faster.
 *
 * No package does this: proper-lockfile judges a holder by the age of its lock, so a paused one loses it.
 *
 * @throws Locked that names the holder, after `timeoutMs`
 * @throws Unwritable where no lock can be made
 * @example
 * await withLock(join(folder, '.lock'), () => writeAtomically(file, text));
 */
export async function withLock<T>(
  path: string,
  work: () => T | Promise<T>,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<T> {
  const { isTaken, release } = contend(path, timeoutMs);
  while (!isTaken()) await pause(PAUSE_MS);
  try {
    return await work();
  } finally {
    release();
  }
}

/** The same for work that cannot wait for a promise. */
export function withLockSync<T>(path: string, work: () => T): T {
  const { isTaken, release } = contend(path, TIMEOUT_MS);
  while (!isTaken()) pauseSync(PAUSE_MS);
  try {
    return work();
  } finally {
    release();
  }
}

/** Stops the whole process for a moment. */
export function pauseSync(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0, ms);
}

/**
 * A new folder beside a lock for what is written before the lock is taken. What a process that was killed left of it is removed
 * by the next one that takes the lock.
 */
export function draftFolder(lock: string): string {
  const folder = dirname(lock);
  try {
    makeFolder(folder);
    return mkdtempSync(join(folder, `${basename(lock)}.${process.pid}.`));
  } catch (error) {
    throw unwritable(error, folder);
  }
}

/** A contender for a lock. `isTaken` tries to take it. @throws Locked once the time is over */
function contend(path: string, timeoutMs: number): { isTaken: () => boolean; release: () => void } {
  const name = `${process.pid}.${randomBytes(4).toString('hex')}@${hostname()}`;
  const end = Date.now() + timeoutMs;
  return {
    isTaken: () => {
      if (acquire(path, name)) return true;
      const holder = removeDead(path);
      if (holder !== undefined && Date.now() >= end) throw new Locked(explain(path, holder, timeoutMs));
      return false;
    },
    release: () => {
      rmSync(join(path, name), { force: true });
      removeIfEmpty(path);
    },
  };
}

function acquire(path: string, name: string): boolean {
  const draft = draftFolder(path);
  try {
    writeFileSync(join(draft, name), '');
    renameSync(draft, path);
    removeDrafts(path);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw unwritable(error, path);
    return false;
  }
}

/** Removes what processes left that were killed while they waited for the lock. */
function removeDrafts(path: string): void {
  const drafts = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.`));
  for (const name of drafts) {
    const [, pid] = /^\.(\d+)\./.exec(name.slice(basename(path).length)) ?? [];
    if (pid === undefined || isAlive({ host: hostname(), pid: Number(pid) })) continue;
    rmSync(join(dirname(path), name), { recursive: true, force: true });
  }
}

/** Removes the file of a dead holder. @returns a holder that is alive */
function removeDead(path: string): Holder | undefined {
  for (const name of filesIn(path)) {
    const holder = holderOf(name);
    if (holder === undefined || isAlive(holder)) return holder ?? { host: 'somebody', pid: 0 };
    rmSync(join(path, name), { force: true });
  }
  return undefined;
}

function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function holderOf(name: string): Holder | undefined {
  const [, pid, host] = /^(\d+)\.[0-9a-f]+@(.*)$/.exec(name) ?? [];
  return pid === undefined || host === undefined ? undefined : { pid: Number(pid), host };
}

/** Processes of other machines count as alive: this one cannot tell. */
function isAlive({ host, pid }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Removes a folder, unless there is something in it, or nothing to remove. */
export function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Of a lock: another process holds it already, or removed it.
  }
}

function explain(path: string, { host, pid }: Holder, timeoutMs: number): string {
  const since = heldSince(path);
  const begun = since === undefined ? '' : ` since ${instantOf(since)}`;
  const waited = timeoutMs > 0 ? `; waited ${timeoutMs / 1000} s for it` : '';
  return `process ${pid} of ${host} has held ${path}${begun}${waited}. If there is no such run, remove that folder.`;
}

/** Undefined if it was released in the meantime. */
function heldSince(path: string): Date | undefined {
  const [name] = filesIn(path);
  return name === undefined ? undefined : statSync(join(path, name), { throwIfNoEntry: false })?.mtime;
}
