import { at, entryOf, isObject, items, type Json, type JsonObject, only, parseTexts } from '../core/json';
import type { Block, Synth } from './synth';
import { typedManifest } from './typed-manifest';

/** Resources that are one object of Kubernetes each, and where they have it. */
const MANIFESTS: Readonly<Record<string, string>> = {
  kubernetes_manifest: 'manifest',
  kubectl_manifest: 'yaml_body',
};

/** Whether a block sends an object to Kubernetes as it is written. */
export function isManifest(block: Block): boolean {
  return manifestArgument(block) !== undefined;
}

function manifestArgument({ kind, type }: Block): string | undefined {
  return kind === 'resource' ? entryOf(MANIFESTS, type) : undefined;
}

/** Rules ask for the same blocks again and again. */
const KNOWN = new WeakMap<Block, Block>();

/**
 * The block as rules judge it: an object of Kubernetes in a manifest is what the typed resource of its kind would be, and a
 * `dynamic` block is one of those that it makes. Other blocks stay what they are.
 */
export function judgedBlock(block: Block): Block {
  const argument = manifestArgument(block);
  const isDynamic = block.kind === 'resource' && block.arguments['dynamic'] !== undefined;
  if (argument === undefined && !isDynamic) return block;
  let known = KNOWN.get(block);
  if (known === undefined) {
    const plain = isDynamic ? { ...block, arguments: withDynamic(block.arguments) } : block;
    KNOWN.set(block, (known = argument === undefined ? plain : typedTwin(plain, argument)));
  }
  return known;
}

/** The arguments with the content of each `dynamic` block in the place where its blocks will be. */
function withDynamic(args: JsonObject): JsonObject {
  const { dynamic, ...rest } = args;
  const entries = Object.entries(isObject(dynamic) ? dynamic : {}).map(([name, made]) => {
    const contents = items(made).map((each) => {
      const content = only(at(each, 'content'));
      return isObject(content) ? withDynamic(content) : {};
    });
    return [name, [...items(rest[name]), ...contents]] as const;
  });
  return { ...rest, ...Object.fromEntries(entries) };
}

/** The object of Kubernetes in a manifest, as it is written; undefined for any other block. */
export function manifestIn(block: Block): Json | undefined {
  const argument = manifestArgument(block);
  const given = argument === undefined ? undefined : block.arguments[argument];
  return typeof given === 'string' ? parseTexts(given)[0] : given;
}

/** How many objects are written in a manifest. Only the first of them is judged. */
export function documentsIn(block: Block | undefined): number {
  const body = block?.arguments['yaml_body'];
  return typeof body === 'string' && body.includes('\n---') ? parseTexts(body).length : 1;
}

function typedTwin(block: Block, argument: string): Block {
  const typed = typedManifest(manifestIn(block));
  if (typed === undefined) return block;
  // What Terraform is told of it counts as well: instances, lifecycle, provider, timeouts.
  const { [argument]: _manifest, ...others } = block.arguments;
  return { ...block, type: typed.type, arguments: { ...others, ...typed.arguments } };
}

/** The synth as rules judge it. */
export function judgedSynth(synth: Synth): Synth {
  const stacks = [...synth.stacks].map(([name, stack]) => {
    const blocks = new Map([...stack.blocks].map(([address, block]) => [address, judgedBlock(block)]));
    return [name, { ...stack, blocks }] as const;
  });
  return { ...synth, stacks: new Map(stacks) };
}
