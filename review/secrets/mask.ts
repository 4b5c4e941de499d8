import { isList, isObject, type Json, parseText } from '../../core/json';
import {
  entryContext,
  hidesNothing,
  itemContext,
  NO_CONTEXT,
  type ValueContext,
  secretsIn,
  secretsInText,
  surer,
  wordMask,
} from '../../core/secrets';
import {
  type BlockChange,
  type Difference,
  type Inside,
  isIdentity,
  type Line,
  type Path,
  type PathStep,
} from '../diff';
import { type Block, type Synth, withChangedLocals } from '../synth';
import { contextInBlock, contextWithin } from './context-at';

/**
 * Replaces secrets by `«secret 1»`, `«secret 2»`. Equal secrets get the same number, so that they stay recognisable as equal.
 */
export interface Mask {
  /** For our own texts, names and paths: masks known secrets. */
  readonly text: (text: string) => string;
  /** For text from a synth: also masks what looks like a secret. */
  readonly value: (text: string) => string;
  /** For a block's differences and its names. */
  readonly change: (change: BlockChange) => BlockChange;
}

/** The mask for a set of secrets. */
export function maskFor(secrets: ReadonlySet<string>): Mask {
  const { label, text, value } = wordMask(secrets);

  const word = (words: string, { secret, beside }: ValueContext): string =>
    secret !== undefined && !hidesNothing(words, secret) ? label(words) : value(words, beside);

  const json = (inner: Json, context: ValueContext): Json => {
    if (isList(inner)) return inner.map((item, index) => json(item, itemContext(inner, index, context)));
    if (isObject(inner))
      return Object.fromEntries(
        Object.entries(inner).map(([key, item]) => [
          value(key),
          json(item, entryContext(inner, key, context)),
        ]),
      );
    if (typeof inner !== 'string' && typeof inner !== 'number') return inner;
    const words = String(inner);
    const masked = word(words, context);
    return masked === words ? inner : masked;
  };

  /** The same few keys lead to all differences. */
  const keys = new Map<string, string>();
  const key = (words: string): string => {
    let masked = keys.get(words);
    if (masked === undefined) keys.set(words, (masked = value(words)));
    return masked;
  };

  const difference = (each: Difference, contexts: readonly ValueContext[]): Difference => {
    const context = eitherOf(contexts);
    const { before, after, inside } = each;
    const path = each.path.map((step): PathStep => {
      if (typeof step === 'string') return key(step);
      if (!isIdentity(step)) return step;
      // An item of a set is identified by its own text.
      const isItem = step.id === before || step.id === after;
      return { id: isItem ? word(step.id, context) : text(step.id) };
    });
    if (inside !== undefined && context.secret === undefined)
      return { path, before: undefined, after: undefined, inside: insideOf(inside, each, context) };
    return {
      path,
      before: before === undefined ? undefined : json(before, context),
      after: after === undefined ? undefined : json(after, context),
    };
  };

  const insideOf = (inside: Inside, { before, after }: Difference, { beside }: ValueContext): Inside => {
    const [old, head] = [before, after].map(String);
    if (inside.kind === 'structured') {
      const roots = [old, head].map((each = '') => parseText(each)?.value);
      const contextsOf = (path: Path): readonly ValueContext[] =>
        roots.map((root) => contextWithin(root, path, NO_CONTEXT));
      return {
        ...inside,
        differences: inside.differences.map((inner) => difference(inner, contextsOf(inner.path))),
      };
    }
    // Mask the whole text first, then split it: a single line lacks the context.
    const [removed, added] = [old, head].map((each = '') => value(each, beside).split('\n'));
    const linesOf = { removed, added } satisfies Record<Line['change'], readonly string[] | undefined>;
    return {
      ...inside,
      lines: inside.lines.map((line) => ({ ...line, text: linesOf[line.change]?.[line.number - 1] ?? '' })),
    };
  };

  const named = (block: Block): Block => {
    const names = {
      address: text(block.address),
      name: text(block.name),
      construct: block.construct === null ? null : text(block.construct),
      file: block.file === null ? null : text(block.file),
    };
    const isPlain =
      names.address === block.address &&
      names.name === block.name &&
      names.construct === block.construct &&
      names.file === block.file;
    return isPlain ? block : { ...block, ...names };
  };

  const change = (given: BlockChange): BlockChange => {
    const { block, before, after, differences } = given;
    return {
      ...given,
      block: named(block),
      before: before === undefined ? undefined : named(before),
      after: after === undefined ? undefined : named(after),
      differences: differences.map((each) =>
        difference(each, [contextInBlock(before, each.path), contextInBlock(after, each.path)]),
      ),
    };
  };

  return { text, value: (words) => value(words), change };
}

/** What is secret on one side is secret on the other. */
function eitherOf(contexts: readonly ValueContext[]): ValueContext {
  return {
    secret: contexts.map(({ secret }) => secret).reduce(surer, undefined),
    key: contexts.find(({ key }) => key !== '')?.key ?? '',
    beside: contexts.flatMap(({ beside }) => beside),
  };
}

/** The mask for everything that is shown of two synths. */
export function maskBetween(before: Synth, after: Synth): Mask {
  // A local value may be a secret by the place at which it is used.
  const written = withChangedLocals({ before, after });
  return maskFor(secretsOf(...new Set([before, written.before, after, written.after])));
}

/** Every secret that the synths have in plain text. What a synth shares with the one before it is searched once. */
export function secretsOf(...synths: readonly Synth[]): ReadonlySet<string> {
  const secrets = new Set<string>();
  synths.forEach(({ stacks }, index) => {
    for (const [name, { blocks }] of stacks) {
      const former = synths[index - 1]?.stacks.get(name)?.blocks;
      for (const [address, block] of blocks)
        for (const secret of [...secretsIn(block, former?.get(address)), ...secretsInKeys(address)])
          secrets.add(secret);
    }
  });
  return secrets;
}

const NO_KEYS: readonly string[] = [];

/** The secrets in the keys of an instance, which come from a value: `null_resource.x["…"]`. */
function secretsInKeys(address: string): Iterable<string> {
  return address.includes('["') ? secretsInText(address) : NO_KEYS;
}
