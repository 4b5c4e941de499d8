import { realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readTextFile } from '../../core/files';
import { contextOf, ignoreFileOf } from './context-place';
import { IgnoreRules, type Verdict } from './ignore-rules';
import type { SourceProps } from './read-source';

/**
 * Whether a path inside a context, or something in it, would be sent to the build if it were there.
 *
 * @throws InvalidInput where the context is no folder of the project
 * @example
 * const sends = sentPaths({ root: __dirname, context: `${__dirname}/services/api` });
 * sends('src/main.js'); // true, unless an ignore rule says otherwise
 */
export function sentPaths(
  props: Pick<SourceProps, 'root' | 'context' | 'dockerfile'>,
): (path: string) => boolean {
  const folder = join(realpathSync(props.root), contextOf(props));
  const file = ignoreFileOf(folder, posix.normalize(props.dockerfile ?? 'Dockerfile'));
  const { rules } = IgnoreRules.read(file === undefined ? '' : readTextFile(join(folder, file)), file ?? '');
  return (path) => {
    if (path === '' || path === '.') return true;
    let verdict: Verdict | undefined;
    const folders = path.split('/');
    for (const [index] of folders.entries())
      verdict = rules.judge(folders.slice(0, index + 1).join('/'), verdict);
    return verdict?.ignored !== true || rules.reachInto(path);
  };
}
