import { join } from 'node:path';

/** A synthesised stack: Terraform runs in its folder, as `cdktf deploy` runs it, so that both have the same state. */
export interface StackFolder {
  readonly name: string;
  /** With its `cdk.tf.json`. */
  readonly folder: string;
}

/** The folder of a stack in what was synthesised. */
export function stackFolder(outdir: string, name: string): StackFolder {
  return { name, folder: join(outdir, 'stacks', name) };
}
