import { at, isObject, items, type Json, textOf } from '../json';

/** The file by which cdktf finds the stacks of a synthesised folder. */
export const MANIFEST_FILE = 'manifest.json';

/** A stack as cdktf's manifest has it. */
export interface ManifestStack {
  readonly name: string;
  /** The file with its Terraform, relative to the folder. */
  readonly path: string;
  /** The stacks that are applied before it. */
  readonly dependsOn: readonly string[];
}

/** The stacks in the text of a manifest. @throws SyntaxError if it is not JSON */
export function parseManifest(text: string): readonly ManifestStack[] {
  const stacks = at(JSON.parse(text) as Json, 'stacks');
  if (!isObject(stacks)) return [];
  return Object.entries(stacks).map(([name, stack]) => ({
    name,
    path: textOf(at(stack, 'synthesizedStackPath')),
    dependsOn: items(at(stack, 'dependencies')).map(textOf),
  }));
}
