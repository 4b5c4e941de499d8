import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

/** Where a path leads, through all links; undefined for nothing, or for what cannot be reached. */
export function realPathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Whether a path is a folder or lies below it. Both are resolved; where a link may lead out, both are real paths. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
