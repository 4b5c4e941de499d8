import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { InvalidInput, problem } from '../core/findings';

/**
 * Build contexts and local state are written relative to `<root>/<folder>/stacks/<stack>`, the same on every machine. A
 * folder at another depth in the project would break them; one outside the project is for reading and comparing.
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

/** What a synth and Terraform's init put into a stack's folder. Anything else in it is not ours. */
const OURS = ['cdk.tf.json', '.terraform', '.terraform.lock.hcl'];

/** The stacks that the last synth into this folder wrote. */
export function stacksIn(outdir: string): readonly string[] {
  const manifest = join(outdir, 'manifest.json');
  if (!existsSync(manifest)) return [];
  try {
    const { stacks = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly stacks?: object };
    return Object.keys(stacks);
  } catch {
    // A file that was cut off says nothing: the stacks that it listed stay.
    return [];
  }
}

/** Removes what an earlier synth wrote for stacks that no longer exist: reviews and comparisons would read it. */
export function removeStacks(outdir: string, stacks: readonly string[]): void {
  for (const stack of stacks) {
    const folder = join(outdir, 'stacks', stack);
    if (!existsSync(folder)) continue;
    for (const name of OURS) rmSync(join(folder, name), { recursive: true, force: true });
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  }
}
