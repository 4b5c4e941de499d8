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
  const [, mark, text = ''] = /^(!?)\s*(.*)$/u.exec(line.trim()) ?? [];
  const exception = mark === '!';
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
  const expression = expressionOf(path);
  return { matches: (other) => expression.test(other) };
}

function expressionOf(path: string): RegExp {
  const tokens = path.match(TOKEN) ?? [];
  return new RegExp(
    `^${tokens.map((token, index) => tokenOf(token, index === tokens.length - 1)).join('')}$`,
    'u',
  );
}

function tokenOf(token: string, last: boolean): string {
  if (token.startsWith('**')) return last ? '.*' : '(.*/)?';
  if (token === '*') return '[^/]*';
  if (token === '?') return '[^/]';
  if (token.length > 1 && token.startsWith('[')) return token;
  if (token === '[') throw new SyntaxError('has a [ without a matching ]');
  if (/^[|^]$/.test(token))
    throw new SyntaxError(`has a ${token} beside a wildcard, which Docker takes for an operator`);
  if (/^\\\w?$/.test(token)) throw new SyntaxError('has a \\ that escapes nothing: / separates folders');
  return escaped(token.replace(/^\\/, ''));
}

function escaped(character: string): string {
  return character.replace(/[$()*+./?[\\\]^{|}]/, '\\$&');
}
