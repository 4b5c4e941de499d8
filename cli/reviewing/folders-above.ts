import { dirname } from 'node:path';

/** A folder, and every folder around it: where Node and compilers look for packages and settings. */
export function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}
