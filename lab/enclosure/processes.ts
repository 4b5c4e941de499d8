import { openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Enclosure } from './enclosure';

/**
 * Which processes an enclosure is, read from the kernel. No file of ours says it, so that nothing can be out of date after a
 * `kill -9` at any moment.
 */
export interface Inhabitants {
  /** Its process 1. With it the kernel ends every process of the enclosure. */
  readonly init: number;
  /** The `unshare` that started it, unless it is gone already. */
  readonly starters: readonly number[];
}

/** Set for the first processes of an enclosure; whoever has it in its environment belongs to the one of that folder. */
export const MARK = 'SLIPWAY_LAB_HOST';

const NAMESPACES = ['pid', 'mnt', 'net'] as const;

/** The processes of an enclosure, or `undefined` when it does not run. */
export function processesOf({ folder }: Enclosure): Inhabitants | undefined {
  const marked = processesWith(MARK, folder);
  const init = marked.find((pid) => isFirstOfItsNamespace(pid));
  if (init === undefined) return undefined;
  return { init, starters: marked.filter((pid) => namespaceOf(pid, 'pid') === namespaceOf('self', 'pid')) };
}

/** The processes that were started for an enclosure in this folder, or below it, by number, with their enclosure's folder. */
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

/** The processes whose environment has this variable with this value: whoever inherits it from a program, too. */
export function processesWith(variable: string, value: string): readonly number[] {
  return processIds().filter((pid) => environmentOf(pid).includes(`${variable}=${value}`));
}

/** Its own namespaces, as the kernel names them: `net:[4026532200]`. Never one that we live in. */
export function namespacesOf({ init }: Inhabitants): readonly string[] {
  return NAMESPACES.flatMap((kind) => {
    const namespace = namespaceOf(init, kind);
    return namespace === undefined || namespace === namespaceOf('self', kind) ? [] : [namespace];
  });
}

/** Keeps its namespaces from ending with their last process. Returns the files to close when they may. */
export function holdNamespaces({ init }: Inhabitants): readonly number[] {
  return NAMESPACES.flatMap((kind) => {
    try {
      return [openSync(`/proc/${init}/ns/${kind}`, 'r')];
    } catch {
      return []; // It ended meanwhile.
    }
  });
}

/** The processes that live in one of these namespaces. */
export function inhabitantsOf(namespaces: readonly string[]): readonly number[] {
  const wanted = new Set(namespaces);
  return processIds().filter((pid) => NAMESPACES.some((kind) => wanted.has(namespaceOf(pid, kind) ?? '')));
}

/** What a process runs, for people. */
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

/** Empty for a process that is gone by now. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
