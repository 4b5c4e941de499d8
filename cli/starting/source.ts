/** A value as TypeScript writes it: plain data, calls and names. `undefined` leaves a key out. */
export type Source =
  | string
  | number
  | boolean
  | readonly Source[]
  | { readonly [key: string]: Source | undefined }
  | Call
  | Name;

/** A call of what `slipway` exports, such as `httpGet('http', '/readyz')` or `Size.mebibytes(64)`. */
export class Call {
  readonly args: readonly Source[];

  constructor(
    readonly callee: string,
    ...args: readonly Source[]
  ) {
    this.args = args;
  }
}

/** A call with options as its last argument, unless all of them are the defaults. */
export function callWith(
  callee: string,
  args: readonly Source[],
  options: Readonly<Record<string, Source | undefined>> = {},
): Call {
  const given = Object.entries(options).filter(([, option]) => option !== undefined);
  return new Call(callee, ...args, ...(given.length === 0 ? [] : [Object.fromEntries(given)]));
}

/** A name of the project's own, such as `database`, or what starts with one: `database.port('sql')`. */
export class Name {
  constructor(
    readonly text: string,
    /** What of `slipway` it needs. @default nothing */
    readonly imports: readonly string[] = [],
  ) {}
}

/** Where a line ends at the latest, in what Slipway writes. */
export const WIDTH = 110;

/** The source of a value, on one line where it fits, formatted as Prettier does. */
export function render(source: Source, indent = 0, before = 0): string {
  const line = onOneLine(source);
  if (indent + before + line.length <= WIDTH && !line.includes('\n')) return line;
  const deeper = ' '.repeat(indent + 2);
  const end = ' '.repeat(indent);
  const lines = (items: readonly string[]) => items.map((item) => `${deeper}${item},\n`).join('');
  if (source instanceof Call) {
    const last = source.args.at(-1);
    const others = source.args.slice(0, -1).map(onOneLine);
    if (last !== undefined && typeof last === 'object' && !(last instanceof Call || last instanceof Name)) {
      const head = `${source.callee}(${others.map((arg) => `${arg}, `).join('')}`;
      return `${head}${render(last, indent, WIDTH)})`;
    }
    return `${source.callee}(\n${lines(source.args.map((arg) => render(arg, indent + 2)))}${end})`;
  }
  if (isList(source)) return `[\n${lines(source.map((item) => render(item, indent + 2)))}${end}]`;
  if (typeof source === 'object' && !(source instanceof Name)) {
    const entries = entriesOf(source).map(([key, value]) => {
      if (isSpread(key)) return key;
      const name = nameOf(key);
      return `${name}: ${render(value, indent + 2, name.length + 3)}`;
    });
    return `{\n${lines(entries)}${end}}`;
  }
  return line;
}

/** What a value takes from `slipway`, sorted. */
export function importsOf(source: Source): readonly string[] {
  const found = new Set<string>();
  const visit = (value: Source): void => {
    if (value instanceof Call) {
      found.add(value.callee.split('.')[0] ?? value.callee);
      value.args.forEach(visit);
    } else if (value instanceof Name) for (const name of value.imports) found.add(name);
    else if (isList(value)) value.forEach(visit);
    else if (typeof value === 'object')
      entriesOf(value).forEach(([, child]) => {
        visit(child);
      });
  };
  visit(source);
  return [...found].sort((a, b) => a.localeCompare(b));
}

/** `import { … } from '…';`, or nothing if nothing is imported. */
export function importLine(names: readonly string[], from: string): string {
  if (names.length === 0) return '';
  const line = `import { ${names.join(', ')} } from '${from}';\n`;
  return line.length <= WIDTH + 1
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';\n`;
}

/** A string in single quotes, or in double ones where that needs fewer escapes. */
export function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function onOneLine(source: Source): string {
  if (source instanceof Call) return `${source.callee}(${source.args.map(onOneLine).join(', ')})`;
  if (source instanceof Name) return source.text;
  if (typeof source === 'string') return quoted(source);
  if (isList(source)) return `[${source.map(onOneLine).join(', ')}]`;
  if (typeof source !== 'object') return String(source);
  const entries = entriesOf(source).map(([key, value]) =>
    isSpread(key) ? key : `${nameOf(key)}: ${onOneLine(value)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** The entries of something else, in an object: `...sizes.web`. */
export function spread(name: string): { readonly [key: string]: Source } {
  return { [`...${name}`]: new Name(name) };
}

function isSpread(key: string): boolean {
  return key.startsWith('...');
}

/** What of an object has a name: `sizes.web`, or `sizes['web-2']`. */
export function memberOf(name: string, key: string): string {
  const written = nameOf(key);
  return written === key && !/^\d/.test(key) ? `${name}.${key}` : `${name}[${written}]`;
}

function entriesOf(source: { readonly [key: string]: Source | undefined }): readonly [string, Source][] {
  return Object.entries(source).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

/** Whether a source is an object of entries, rather than a call, a name or a list. */
export function isObject(source: Source): source is { readonly [key: string]: Source | undefined } {
  return typeof source === 'object' && !(source instanceof Call || source instanceof Name || isList(source));
}

/** Whether a source is a list or an object with nothing in it. */
export function isEmpty(source: Source): boolean {
  if (isList(source)) return source.length === 0;
  return isObject(source) && Object.keys(source).length === 0;
}

export function isList(source: Source): source is readonly Source[] {
  return Array.isArray(source);
}

function nameOf(key: string): string {
  return /^([A-Za-z_$][\w$]*|\d|[1-9]\d*)$/.test(key) ? key : quoted(key);
}
