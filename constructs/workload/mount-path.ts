const KERNEL_TREES = ['/dev', '/proc', '/sys'];
/** Memory that processes share is mounted there like any other directory. */
const SHARED_MEMORY = '/dev/shm';
/** The longest path that Linux takes (PATH_MAX), without its end, in bytes. */
export const LONGEST_PATH = 4_095;
/** The longest name in it (NAME_MAX). */
const LONGEST_NAME = 255;

/** What is wrong with a path that something is to be mounted at. */
export type MountPathFault = 'form' | 'character' | 'length' | 'kernel';

/**
 * Why nothing can be mounted at a path: it is not written as one, it has a character that Kubernetes refuses or that nobody means, it
 * is longer than Linux takes, or it is the kernel's. Undefined where something can.
 */
export function faultOfMountPath(path: string): MountPathFault | undefined {
  if (!/^(\/[^/]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path)) return 'form';
  if (strangeIn(path) !== undefined) return 'character';
  const isLong = path.split('/').some((name) => name.length > LONGEST_NAME) || path.length > LONGEST_PATH;
  if (isLong) return 'length';
  const isKernels = path !== SHARED_MEMORY && KERNEL_TREES.some((tree) => isWithin(path, tree));
  return isKernels ? 'kernel' : undefined;
}

/**
 * The first character of a path that nothing is mounted with. Kubernetes refuses a colon; what is not ASCII is often a look-alike, and a
 * space at the end of a name a slip.
 */
export function strangeIn(path: string): string | undefined {
  return /[^\x20-\x7e]|[:\\]|(?<=\/) | (?=\/|$)/u.exec(path)?.[0];
}

/** Whether a path is a directory or lies in it. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
