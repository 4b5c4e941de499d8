import { openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Enclosure } from './enclosure';

/**
 * The processes of an enclosure, as the kernel knows them. They are recorded in no file, so nothing can be out of date
 * after a `kill -9` at any moment.
 */
export interface Inhabitants {
  /** Process 1. When it ends, the kernel ends every process of the enclosure. */
  readonly init: number;
  /** The `unshare` that started it, unless that has already ended. */
  readonly starters: readonly number[];
}

/** Set for the first processes of an enclosure. A process that inherits it belongs to the enclosure in that folder. */
export const MARK = 'SLIPWAY_LAB_HOST';

const NAMESPACES = ['pid', 'mnt', 'net'] as const;

/** The processes of an enclosure, or `undefined` if it does not run. */
export function processesOf({ folder }: Enclosure): Inhabitants | undefined {
  const marked = processesWith(MARK, folder);
  const init = marked.find((pid) => isFirstOfItsNamespace(pid));
  if (init === undefined) return undefined;
  return { init, starters: marked.filter((pid) => namespaceOf(pid, 'pid') === namespaceOf('self', 'pid')) };
}

/**
 * Process number → the enclosure's folder, for all processes that were started for an enclosure in or below this folder.
 */
export function startedBelow(folder: string): ReadonlyMap<number, string> {
  return new Map(
    processIds().flatMap((pid) => {
      const mark = environmentOf(pid).find((variable) => variable.startsWith(`${MARK}=`));
      const path = mark?.slice(MARK.length + 1);
      const ours = path !== undefined && (path === folder || path.startsWith(`${folder}/`));
      return ours ? [[pid, path] as const] : [];
    }),
  );
}

/** The processes with this value of an environment variable, including those that inherited it. */
export function processesWith(variable: string, value: string): readonly number[] {
  return processIds().filter((pid) => environmentOf(pid).includes(`${variable}=${value}`));
}

/** Its namespaces, as the kernel names them: `net:[4026532200]`. Never one of our own. */
export function namespacesOf({ init }: Inhabitants): readonly string[] {
  return NAMESPACES.flatMap((kind) => {
    const namespace = namespaceOf(init, kind);
    return namespace === undefined || namespace === namespaceOf('self', kind) ? [] : [namespace];
  });
}

/** Keeps its namespaces alive after their last process. Returns the files to close to release them. */
export function holdNamespaces({ init }: Inhabitants): readonly number[] {
  return NAMESPACES.flatMap((kind) => {
    try {
      return [openSync(`/proc/${init}/ns/${kind}`, 'r')];
    } catch {
      return []; // It ended meanwhile.
    }
  });
}

/** The processes in any of these namespaces. */
export function inhabitantsOf(namespaces: readonly string[]): readonly number[] {
  const wanted = new Set(namespaces);
  return processIds().filter((pid) => NAMESPACES.some((kind) => wanted.has(namespaceOf(pid, kind) ?? '')));
}

/** The command line of a process, for people. */
export function commandLineOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
}

function processIds(): readonly number[] {
  return readdirSync('/proc').flatMap((name) => (/^[0-9]+$/.test(name) ? [Number(name)] : []));
}

function environmentOf(pid: number): readonly string[] {
  return read(`/proc/${pid}/environ`).split('\0');
}

function isFirstOfItsNamespace(pid: number): boolean {
  const [, ids = ''] = /^NSpid:(.*)$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  const numbers = ids.trim().split(/\s+/);
  return numbers.length > 1 && numbers.at(-1) === '1';
}

function namespaceOf(pid: number | 'self', kind: (typeof NAMESPACES)[number]): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/${kind}`);
  } catch {
    return undefined;
  }
}

/** Empty if the process has already ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
