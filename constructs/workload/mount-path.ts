const KERNEL_TREES = ['/dev', '/proc', '/sys'];
/** Memory that processes share is mounted there like any other directory. */
const SHARED_MEMORY = '/dev/shm';
/** What Linux takes as one name, and as a path with its end. */
const LONGEST = { name: 255, path: 4_095 };

/**
 * Why nothing can be mounted at a path: it is not written as one, it has a character that Kubernetes refuses or that nobody means, it
 * is longer than Linux takes, or it is the kernel's. Undefined where something can.
 */
export function faultOfMountPath(path: string): 'form' | 'character' | 'length' | 'kernel' | undefined {
  if (!/^(\/[^/]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path)) return 'form';
  if (strangeIn(path) !== undefined) return 'character';
  const isLong = path.split('/').some((name) => name.length > LONGEST.name) || path.length > LONGEST.path;
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
