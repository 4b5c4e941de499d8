import { createRequire } from 'node:module';

/**
 * Two functions of cdktf take most of a synth, and are replaced in place by ones that give the same output:
 *
 * - It walks the whole call stack for every reference that it hands out, and `stackTraces: false` does not stop it. Only the
 *   "created at" lines of cdktf's token errors are lost.
 * - It looks for tokens in everything, three times, with a dozen new objects and regular expressions for each value. Nearly all
 *   values are plain data; only what may be a token, or may hold one, is left to cdktf's own function.
 *
 * `SLIPWAY_STOCK_CDKTF=1` leaves cdktf as it is, `archiver` included, which bin/typescript.js keeps from loading. The paths are
 * private, so cdktf is pinned, and tests prove that the functions are still there and that all output is the same with them and
 * without.
 */
export function speedUpCdktf(): void {
  const stock = process.env['SLIPWAY_STOCK_CDKTF'] === '1';
  // cdktn's tokens use the second one.
  for (const name of ['captureStackTrace', 'captureCreationStack'])
    replace(stackTraces, name, (original) => (stock ? original : () => []));
  replace(resolving, 'resolve', (original) => (stock ? original : withoutTokens(original)));
  // cdktf asks this one for each output, and from version 22 on Node warns of it. It is the very same function.
  replace(util, 'isArray', (original) => (stock ? original : Array.isArray));
}

type Resolve = (value: unknown, options: ResolveOptions) => unknown;

interface ResolveOptions {
  readonly prefix?: readonly string[];
  /** Only what resolving does counts then, as in references to other stacks, and nobody reads the answer. */
  readonly preparing: boolean;
}

type Functions<F> = Record<string | symbol, F>;

const load = createRequire(__filename);
const stackTraces = functionsOf<() => readonly string[]>('cdktf/lib/tokens/private/stack-trace');
const resolving = functionsOf<Resolve>('cdktf/lib/tokens/private/resolve');
const util = functionsOf<(value: unknown) => boolean>('node:util');

/** Those of a private module: none in a library that has no such module, where nothing is replaced. */
function functionsOf<F>(path: string): Functions<F> {
  try {
    return load(path) as Functions<F>;
  } catch {
    return {};
  }
}

/** The original is kept with the module, which more than one copy of this file may share. */
function replace<F>(module: Functions<F>, name: string, by: (original: F) => F): void {
  const kept = Symbol.for(`slipway.original.${name}`);
  const original = module[kept] ?? module[name];
  if (original === undefined) return;
  module[kept] = original;
  module[name] = by(original);
}

/** What `original` answers: plain data is copied here, and what is a token, or may hold one, is passed on. */
function withoutTokens(original: Resolve): Resolve {
  return (whole, options) => {
    const at = (value: unknown, path: Path): unknown => {
      if (!isCopied(value, path)) return original(value, { ...options, prefix: namesOf(path) });
      if (!options.preparing) return copy(value, path);
      visit(value, path);
      return undefined;
    };
    const visit = (value: object, path: Path): void => {
      for (const [name, each] of Object.entries(value)) if (!isPlain(each)) at(each, below(path, name));
    };
    const copy = (value: object, path: Path): object => {
      if (Array.isArray(value)) {
        const answers = (value as readonly unknown[]).map((each, index) =>
          isPlain(each) ? each : at(each, below(path, String(index))),
        );
        return answers.filter((each) => each !== undefined);
      }
      const copied: Record<string, unknown> = {};
      for (const [name, each] of Object.entries(value)) {
        const answer: unknown = isPlain(each) ? each : at(each, below(path, name));
        if (answer !== undefined) copied[name] = answer;
      }
      return copied;
    };
    return isPlain(whole) ? whole : at(whole, undefined);
  };
}

/** Where a value stands; its names are only needed by cdktf, in the messages of its errors. */
type Path = { readonly parent: Path; readonly name: string; readonly depth: number } | undefined;

function below(parent: Path, name: string): Path {
  return { parent, name, depth: depthOf(parent) + 1 };
}

function depthOf(path: Path): number {
  return path?.depth ?? 0;
}

function namesOf(path: Path): readonly string[] {
  return path === undefined ? [] : [...namesOf(path.parent), path.name];
}

/** Every token in a string, or in a key; what looks like a number token is also found in digests, which is harmless. */
const MAY_BE_TOKEN = /TfToken\[|[-|\d.+]e[-|\d.eE+]|^(String|Any) Map Token Value$/;
const NUMBER_MAP_TOKEN = -123456789;

/** What cdktf gives back as it is. Its number tokens are beyond the integers that a double can tell apart. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !MAY_BE_TOKEN.test(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) && value !== NUMBER_MAP_TOKEN;
  return value === undefined || value === null || typeof value === 'boolean';
}

/** Lists and objects that cdktf copies value by value. It refuses a depth that only a circle has. */
function isCopied(value: unknown, path: Path): value is object {
  if (typeof value !== 'object' || value === null || depthOf(path) > 100) return false;
  if (Array.isArray(value)) return value.every((each) => typeof each === 'object' || isPlain(each));
  if (value instanceof Date || 'resolve' in value || '_children' in value) return false;
  return Object.keys(value).every(isPlain);
}
