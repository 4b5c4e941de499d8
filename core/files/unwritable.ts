const NO_RIGHT = 'Check who may read and write there.';
const NO_FOLDER = 'A file is in the place of a folder: move it away.';

/** What to do about an error of the file system, by its code. */
const ADVICE: Readonly<Record<string, string>> = {
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: 'The file system is mounted read-only: choose another place, or mount it for writing.',
  ENOSPC: 'Free some space, then try again.',
  EDQUOT: 'Free some of your quota, then try again.',
  EISDIR: 'A folder is in its place: move it away.',
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENAMETOOLONG: 'Choose a shorter name: a file system takes 255 bytes.',
};

/** A file or a folder that the file system does not let us write. The message says it all: no trace is needed. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';

  constructor(
    readonly path: string,
    /** What the file system said: `EACCES: permission denied`. */
    readonly reason: string,
    readonly advice: string,
  ) {
    super(`${path} cannot be written: ${reason}\n  → ${advice}`);
  }
}

/**
 * What to throw for an error that a write met: {@link Unwritable} where the file system refused it, and anything else as it is.
 * @param path what was to be written, since the error may name a draft of it
 */
export function unwritable(error: unknown, path: string): unknown {
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const reason = message.split(', ', 1)[0] ?? code;
  return new Unwritable(path, reason, adviceOnFiles(error) ?? 'Make sure that it can be written.');
}

/** What to do about an error of the file system; undefined of any other, and of one that says nothing about the machine. */
export function adviceOnFiles(error: unknown): string | undefined {
  const { code = '', syscall } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return syscall === undefined ? undefined : ADVICE[code];
}
