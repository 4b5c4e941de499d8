import { type Finding, problem } from './finding';

/**
 * The finding that a file or a folder cannot be read, from what Node says of it: no permission, not there, a folder where a file
 * must be, a NUL in its name.
 *
 * @param path Where it stands, for the finding.
 * @throws any other error as it is: a defect of ours must not look like a mistake in the input.
 * @example
 * try {
 *   readReleases(join(__dirname, 'environments'));
 * } catch (error) {
 *   refuseIfAny([unreadable(error, 'environments')]);
 * }
 */
export function unreadable(error: unknown, path: string): Finding {
  const { code = '', message = '', syscall } = error as Partial<NodeJS.ErrnoException>;
  const isOfAFile =
    syscall !== undefined || (code === 'ERR_INVALID_ARG_VALUE' && message.includes('null bytes'));
  if (!isOfAFile) throw error;
  return problem({
    rule: 'files/unreadable',
    path: path.replaceAll('\0', '\\0'),
    message: 'must be readable',
    value: syscall === undefined ? 'a name with a NUL character' : (message.split(',', 1)[0] ?? code),
    advice: 'Check that it is there, what it is, and who may read it.',
  });
}
