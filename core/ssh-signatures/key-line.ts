import { KEY_TYPES } from './public-key';

/** What stands in quotes, as the source of an expression: quotes behind a backslash are a part of it. Each text is read in one way only. */
export const QUOTED = String.raw`(?:\\"|[^"\\]|\\(?!"))*`;

/** Options may have spaces in quotes. */
const WITH_OPTIONS = new RegExp(String.raw`^((?:[^ \t"]|"${QUOTED}")+)[ \t]+([^ \t].*)$`);

/** Separates a key from the options before it. The key is empty if the line has none. */
export function splitKeyLine(line: string): { readonly options: string; readonly key: string } {
  if (isKeyType(line.split(/[ \t]/, 1)[0] ?? '')) return { options: '', key: line };
  const [, options = '', key = ''] = WITH_OPTIONS.exec(line) ?? [];
  return { options, key };
}

/** Whether a word is a type of key, also one that is not read: it must not be taken for an option. */
export function isKeyType(word: string): boolean {
  return KEY_TYPES.includes(word) || /^(?:ssh-|sk-|ecdsa-|webauthn-)[\w@.-]{1,60}$/.test(word);
}
