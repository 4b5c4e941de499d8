import { isAbsolute, relative, resolve, sep } from 'node:path';
import { InvalidInput, problem } from '../core/findings';

/**
 * Build contexts and local state are written relative to `<root>/<folder>/stacks/<stack>`, the same on every machine. A
 * folder at another depth in the project would lead them astray; one outside the project is for reading and comparing.
 */
export function refuseFolder(outdir: string, root: string): void {
  const path = relative(root, resolve(outdir));
  const outside = path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path);
  if (outside || (path !== '' && !path.includes(sep))) return;
  throw new InvalidInput(
    [
      problem({
        rule: 'app/folder',
        path: 'outdir',
        message:
          'must be a folder directly below the project, since build contexts and local state are found from there',
        value: path === '' ? 'the project itself' : path,
        advice: 'Leave it at cdktf.out, or give another single folder.',
      }),
    ],
    'nothing was written',
  );
}
