/** A label of Kubernetes, less the longest word that is put before a path to name its volume: `scratch`. */
export const LONGEST_MOUNT_PATH = 63 - 'scratch'.length;
const KERNEL_TREES = ['/dev', '/proc', '/sys'];
/** Memory that processes share is mounted there like any other directory. */
const SHARED_MEMORY = '/dev/shm';

/** Why nothing can be mounted at a path: it is not written as one, or it is the kernel's. Undefined where something can. */
export function faultOfMountPath(path: string): 'form' | 'kernel' | undefined {
  if (!/^(\/[A-Za-z0-9._-]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path)) return 'form';
  const isKernels = path !== SHARED_MEMORY && KERNEL_TREES.some((tree) => isWithin(path, tree));
  return isKernels ? 'kernel' : undefined;
}

/** Whether a path is a directory or lies in it. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || path.startsWith(`${directory}/`);
}
