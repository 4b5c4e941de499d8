import type { Size } from '../quantities';

/** A directory that is writable and is lost with the pod. */
export interface ScratchFolder {
  /** The most that it may hold; a pod that exceeds it is evicted. @default `scratchSize` */
  readonly size?: Size;
  /** Whether it is kept in memory, as a part of what the container may use. @default false: on the disk of the node */
  readonly inMemory?: boolean;
}

/** Scratch directories: their paths, or path → what is special about each. */
export type Scratch = readonly string[] | Readonly<Record<string, ScratchFolder>>;

/** A scratch directory with its defaults. */
export interface ResolvedScratch extends Required<ScratchFolder> {
  readonly path: string;
}

/** The directories with their defaults. @param size of those that do not say one */
export function resolveScratch(scratch: Scratch, size: Size): readonly ResolvedScratch[] {
  const folders: readonly (readonly [string, ScratchFolder])[] = isList(scratch)
    ? scratch.map((path) => [path, {}])
    : Object.entries(scratch);
  return folders.map(([path, folder]) => ({
    size: folder.size ?? size,
    inMemory: folder.inMemory ?? false,
    path,
  }));
}

function isList(scratch: Scratch): scratch is readonly string[] {
  return Array.isArray(scratch);
}
