import type { Block } from './synth';

/** Whether Terraform makes something for a block, which is destroyed with it: for a resource, and for a module all that is in it. */
export function isManaged({ kind }: Pick<Block, 'kind'>): boolean {
  return kind === 'resource' || kind === 'module';
}
