import { interpolate } from './interpolation';

/** A variable of a file of variables, with a text of Compose; undefined where the file leaves it to the machine. */
type Entry = readonly [name: string, text: string | undefined];

const NAME = /^(?:export\s+)?([\w.-]+)[ \t]*/;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  $: '$$',
  '"': '"',
  '\\': '\\',
};

/**
 * The variables of an `env_file` or of `.env`, in their order. In single quotes a dollar sign is one; elsewhere variables stand for their
 * values.
 * @see https://docs.docker.com/reference/compose-file/services/#env_file-format
 */
export function envFileEntries(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let rest = text.replace(/\r\n?/g, '\n').replace(/^\uFEFF/, '');
  while (rest !== '') {
    const line = rest.trimStart();
    const [head, name] = line.startsWith('#') ? [] : (NAME.exec(line) ?? []);
    if (head === undefined || name === undefined) {
      rest = afterLine(line);
      continue;
    }
    const behind = line.slice(head.length);
    if (!/^[=:]/.test(behind)) {
      if (/^(?:#|\n|$)/.test(behind)) entries.push([name, undefined]);
      rest = afterLine(behind);
      continue;
    }
    const value = behind.slice(1).replace(/^[ \t]+/, '');
    const [quoted, single, double] = /^(?:'((?:\\'|[^'])*)'|"((?:\\[\s\S]|[^"\\])*)")/.exec(value) ?? [];
    if (quoted === undefined) {
      const [end = ''] = /^[^\n]*/.exec(value) ?? [];
      entries.push([name, end.replace(/\s#.*$/, '').trimEnd()]);
      rest = value.slice(end.length);
    } else {
      entries.push([name, single === undefined ? unescaped(double ?? '') : literal(single)]);
      rest = afterLine(value.slice(quoted.length));
    }
  }
  return entries;
}

/** The lines of a file that is read as it stands: `format: raw`. */
export function rawEntries(text: string): readonly Entry[] {
  return text.split(/\r?\n/).flatMap((line): Entry[] => {
    const [, name, value] = /^([\w.-]+)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, literal(value)]];
  });
}

/** The values of the entries, each with those before it in place of their names, but for those that are given. */
export function valuesOf(
  entries: readonly Entry[],
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const values = new Map<string, string>();
  for (const [name, text] of entries)
    if (text !== undefined)
      values.set(name, interpolate(text, { ...Object.fromEntries(values), ...given })?.text ?? text);
  return Object.fromEntries(values);
}

function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

function unescaped(text: string): string {
  return text.replace(/\\([nrt$"\\])/g, (whole, letter: string) => ESCAPES[letter] ?? whole);
}

function afterLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? '' : text.slice(end + 1);
}
