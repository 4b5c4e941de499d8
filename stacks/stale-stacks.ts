import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a synth and Terraform's init put into a stack's folder. Anything else in it is somebody's. */
const OURS = ['cdk.tf.json', '.terraform', '.terraform.lock.hcl'];

/** The stacks that the last synth into this folder wrote. */
export function stacksIn(outdir: string): readonly string[] {
  const manifest = join(outdir, 'manifest.json');
  if (!existsSync(manifest)) return [];
  try {
    const { stacks = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly stacks?: object };
    return Object.keys(stacks);
  } catch {
    // A file that was cut off says nothing; what it spoke of stays.
    return [];
  }
}

/** Removes what an earlier synth wrote for stacks that are no more: reviews and comparisons would take it for real. */
export function removeStacks(outdir: string, stacks: readonly string[]): void {
  for (const stack of stacks) {
    const folder = join(outdir, 'stacks', stack);
    if (!existsSync(folder)) continue;
    for (const name of OURS) rmSync(join(folder, name), { recursive: true, force: true });
    if (readdirSync(folder).length === 0) rmdirSync(folder);
  }
}
