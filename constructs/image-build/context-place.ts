import { lstatSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isInside, realPathOf } from '../../core/files';
import { InvalidInput, problem } from '../../core/findings';

/** BuildKit prefers rules that belong to one Dockerfile, and looks for them beside it. */
export function ignoreFileOf(folder: string, dockerfile: string): string | undefined {
  return [`${dockerfile}.dockerignore`, '.dockerignore'].find(
    (file) => lstatSync(join(folder, file), { throwIfNoEntry: false }) !== undefined,
  );
}

/**
 * The context's folder, relative to the project's root; `.` is the root.
 *
 * @throws InvalidInput where it is no folder of the project
 */
export function contextOf({ root, context }: { readonly root: string; readonly context: string }): string {
  const given = relative(root, context) || '.';
  const refuse = (message: string, advice: string): never => {
    throw new InvalidInput([problem({ rule: 'image/context', path: given, message, advice })]);
  };
  if (!isFolder(context)) {
    return refuse(
      'must be a folder that exists, and no link to one',
      'Give the folder that holds the Dockerfile.',
    );
  }
  const top = realPathOf(root);
  if (top === undefined)
    return refuse('must be in a root that exists', "Give the project's folder as root: __dirname.");
  const real = realpathSync(context);
  if (!isInside(top, real)) {
    return refuse(
      "must lie in the project's root",
      'Move the source into the project: what lies outside differs between checkouts.',
    );
  }
  return relative(top, real) || '.';
}

/** A path that no file system takes leads to no folder either. */
function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
