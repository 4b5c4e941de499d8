import { posix } from 'node:path';

/** One line of an ignore file: which paths it names, and whether it ignores them or takes them back (`!`). */
export interface IgnorePattern {
  readonly exception: boolean;
  /** The path, if the pattern has no wildcard: then it names exactly this one. */
  readonly literal?: string;
  matches(path: string): boolean;
}

type Matcher = Pick<IgnorePattern, 'literal' | 'matches'>;

const TOKEN = /\*\*\/?|\*|\?|\[\^?(?:\\[^\w]|[^\]\\*?])+\]|\\.|./gsu;
const WILDCARD = /[*?[\]\\]/;

/**
 * Reads one line of an ignore file; undefined for a comment or an empty line.
 *
 * @throws SyntaxError when Docker could not read it, or would read it as what nobody means.
 */
export function ignorePattern(line: string): IgnorePattern | undefined {
  if (line.startsWith('#') || line.trim() === '') return undefined;
  const exception = line.trim().startsWith('!');
  const text = line
    .trim()
    .slice(exception ? 1 : 0)
    .trimStart();
  if (/(?<!\\)\{[^{},]*,[^{}]*\}/.test(text))
    throw new SyntaxError('has {…,…}, which Docker takes as it stands: write a line for each');
  if (/(?<!\\)\[!/.test(text))
    throw new SyntaxError('has [!…], where Docker takes the ! as it stands: write [^…]');
  const path = cleaned(text);
  if (exception && /^\/?$/.test(path)) throw new SyntaxError('has no path after the !');
  if (/^\.\.(\/|$)/.test(path)) throw new SyntaxError('leads out of the context');
  return { exception, ...matcherOf(path) };
}

function cleaned(path: string): string {
  return path === '' ? '' : posix.normalize(path).replace(/^\/(?=.)|(?<=.)\/$/g, '');
}

/** Docker compares a plain path, `prefix**` and `**suffix` as text; only what is left becomes an expression. */
function matcherOf(path: string): Matcher {
  if (!WILDCARD.test(path)) return { literal: path, matches: (other) => other === path };
  const prefix = path.replace(/\*\*\/?$/, '');
  if (!WILDCARD.test(prefix)) return { matches: (other) => other.startsWith(prefix) };
  const suffix = path.replace(/^\*\*/, '');
  if (!WILDCARD.test(suffix)) return { matches: (other) => `/${other}`.endsWith(suffix) };
  const parts = partsOf(path);
  return { matches: (other) => isMatch(parts, other) };
}

/** One character, any number of them, or any number of whole folders. */
type PatternPart = { readonly kind: 'one' | 'any'; readonly form: RegExp } | { readonly kind: 'folders' };

function partsOf(path: string): readonly PatternPart[] {
  const tokens = path.match(TOKEN) ?? [];
  return tokens.map((token, index) => partOf(token, index === tokens.length - 1));
}

function partOf(token: string, last: boolean): PatternPart {
  if (token.startsWith('**')) return last ? { kind: 'any', form: /./u } : { kind: 'folders' };
  if (token === '*') return { kind: 'any', form: /[^/]/u };
  return { kind: 'one', form: new RegExp(`^${characterOf(token)}$`, 'u') };
}

function characterOf(token: string): string {
  if (token === '?') return '[^/]';
  if (token.length > 1 && token.startsWith('[')) return token;
  if (token === '[') throw new SyntaxError('has a [ without a matching ]');
  if (/^[|^]$/.test(token))
    throw new SyntaxError(`has a ${token} beside a wildcard, which Docker takes for an operator`);
  if (/^\\\w?$/.test(token)) throw new SyntaxError('has a \\ that escapes nothing: / separates folders');
  return token.replace(/^\\/, '').replace(/[$()*+./?[\\\]^{|}]/, '\\$&');
}

/**
 * Walks the path with every part that it may be at, in time that is proportional to both lengths, as Docker's own
 * expressions take. A regular expression of JavaScript would try every way to divide the path among the wildcards.
 */
function isMatch(parts: readonly PatternPart[], path: string): boolean {
  let current = entered(parts, new Set(), 0);
  for (const character of path) {
    const next = new Set<number>();
    const passed = new Set<number>();
    for (const at of current) {
      const part = parts[at];
      if (part === undefined) continue;
      if (part.kind === 'folders') {
        next.add(at);
        if (character === '/') entered(parts, next, at + 1, passed);
      } else if (part.form.test(character)) {
        entered(parts, next, part.kind === 'any' ? at : at + 1, passed);
      }
    }
    current = next;
  }
  return current.has(parts.length);
}

/** Adds a part, and those behind it for as long as the one before may stand for nothing. */
function entered(
  parts: readonly PatternPart[],
  reached: Set<number>,
  first: number,
  passed = new Set<number>(),
): Set<number> {
  for (let at = first; !passed.has(at); at++) {
    passed.add(at);
    reached.add(at);
    if (parts[at] === undefined || parts[at]?.kind === 'one') break;
  }
  return reached;
}
