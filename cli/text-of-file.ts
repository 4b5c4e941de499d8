import { readTextFile } from '../core/files';
import { InvalidInput, unreadable } from '../core/findings';

/** The text of a file of the team. @throws InvalidInput where it cannot be read: it is a named pipe, too large or not permitted */
export function textOfFile(path: string): string {
  try {
    return readTextFile(path);
  } catch (error) {
    throw new InvalidInput([unreadable(error, path)]);
  }
}
