import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { by } from '../text';

/** The folder of a project that has a folder for each environment, with its placement and its releases. */
export const ENVIRONMENTS_FOLDER = 'environments';

/**
 * What is directly in a folder, in an order that no file system decides. Names that begin with a dot are passed over, and a
 * folder that does not exist holds nothing.
 */
export function entriesOf(directory: string): readonly Dirent[] {
  if (!existsSync(directory)) return [];
  const entries = readdirSync(directory, { withFileTypes: true });
  return entries.filter(({ name }) => !name.startsWith('.')).sort(by(({ name }) => name));
}

/** The names of the folders directly in a folder, in that order. */
export function foldersIn(directory: string): readonly string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
