import { readTextFile } from '../../core/files';

/** The lines of a file, to find out where something stands; none where it cannot be read: then its lines are not named. */
export function linesOf(path: string): readonly string[] {
  try {
    return readTextFile(path).split('\n');
  } catch {
    return [];
  }
}
