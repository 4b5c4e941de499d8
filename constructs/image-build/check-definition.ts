import { basename, posix, relative } from 'node:path';
import type { Finding } from '../../core/findings';

/** What tests of a file are called. */
const TEST = /\.(?:test|spec)(?=\.[cm]?[jt]sx?$)/;

/**
 * A warning where the file that says what runs an image, or a test of it, is sent to the image's own build: a changed probe would
 * rebuild the image.
 *
 * @param folder the context, absolute
 * @param context the same, relative to the project's root
 * @param definition the file, absolute
 * @param sent the files that the ignore rules let through, by their paths inside the context
 * @param ignoring the ignore file, relative to the project's root
 */
export function checkDefinition(
  folder: string,
  context: string,
  definition: string | undefined,
  sent: ReadonlyMap<string, string>,
  ignoring: string,
): readonly Finding[] {
  if (definition === undefined) return [];
  const path = relative(folder, definition);
  const beside = [...sent.keys()].filter((file) => file === path || file.replace(TEST, '') === path);
  if (beside.length === 0) return [];
  return [
    {
      rule: 'image/definition-sent',
      severity: 'warning',
      path: posix.join(context, path),
      message:
        'is sent to the build of the image that it runs: each change of it, such as to a probe, would rebuild the image',
      value: beside.map((file) => basename(file)).join(', '),
      advice: `Add ${lines(beside)} to ${ignoring}.`,
    },
  ];
}

function lines(files: readonly string[]): string {
  return files.map((file) => `the line \`${file}\``).join(' and ');
}
