import { parseTexts } from '../core/json';
import type { Block, Synth } from './synth';
import { typedManifest } from './typed-manifest';

/** Resources that are one object of Kubernetes each, and where they have it. */
const MANIFESTS: Readonly<Record<string, string>> = {
  kubernetes_manifest: 'manifest',
  kubectl_manifest: 'yaml_body',
};

/** Rules ask for the same blocks again and again. */
const KNOWN = new WeakMap<Block, Block>();

/**
 * The block as rules judge it: an object of Kubernetes in a manifest is what the typed resource of its kind would be. Other blocks
 * stay what they are.
 */
export function judgedBlock(block: Block): Block {
  const argument = Object.hasOwn(MANIFESTS, block.type) ? MANIFESTS[block.type] : undefined;
  if (argument === undefined || block.kind !== 'resource') return block;
  let known = KNOWN.get(block);
  if (known === undefined) KNOWN.set(block, (known = typedTwin(block, argument)));
  return known;
}

function typedTwin(block: Block, argument: string): Block {
  const given = block.arguments[argument];
  const [manifest] = typeof given === 'string' ? parseTexts(given) : [given];
  const typed = typedManifest(manifest);
  return typed === undefined ? block : { ...block, type: typed.type, arguments: typed.arguments };
}

/** The synth as rules judge it. */
export function judgedSynth(synth: Synth): Synth {
  const stacks = [...synth.stacks].map(([name, stack]) => {
    const blocks = new Map([...stack.blocks].map(([address, block]) => [address, judgedBlock(block)]));
    return [name, { ...stack, blocks }] as const;
  });
  return { ...synth, stacks: new Map(stacks) };
}
