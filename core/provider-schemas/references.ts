/** The names of a reference in the order in which they stand, without indexes: `['docker_image', 'web', 'id']`. */
export type Reference = readonly string[];

/** A name, and what follows it: `.name`, `.*`, `[0]`, `["key"]`. */
const CHAIN = /[A-Za-z_][\w-]*(?:\s*\.\s*(?:[A-Za-z_][\w-]*|\*|\d+)|\[(?:\d+|\*|"[^"$%\\]*")\])*/y;
const STEP = /\[[^\]]*\]|[^.[\]\s]+/g;
const LOOP = /\bfor\s+([A-Za-z_][\w-]*)(?:\s*,\s*([A-Za-z_][\w-]*))?\s+in\b/g;
const WORDS: ReadonlySet<string> = new Set([
  'true',
  'false',
  'null',
  'for',
  'in',
  'if',
  'else',
  'endif',
  'endfor',
]);

/**
 * What the expressions in a text of Terraform refer to. Text in quotes inside them refers to nothing, and names of functions, loops and
 * objects are no references.
 *
 * @example
 * referencesIn('${docker_image.web.id}-${lower("a.b.c")}'); // [['docker_image', 'web', 'id']]
 * @see https://developer.hashicorp.com/terraform/language/expressions/references
 */
export function referencesIn(text: string): readonly Reference[] {
  if (!text.includes('${') && !text.includes('%{')) return [];
  const found: Reference[] = [];
  readTemplate(text, 0, found, false);
  const loops = new Set([...text.matchAll(LOOP)].flatMap(([, ...names]) => names));
  return found.filter(([first = '']) => !loops.has(first) && !WORDS.has(first));
}

/** An expression that stands without `${`, as in `depends_on`. */
export function referenceOf(expression: string): Reference | undefined {
  return referencesIn(`\${${expression}}`)[0];
}

/** Reads text in which expressions may stand, up to its end or to the quote that ends it. Returns where it ends. */
function readTemplate(text: string, start: number, found: Reference[], isQuoted: boolean): number {
  let at = start;
  while (at < text.length) {
    const [char, next] = [text[at], text[at + 1]];
    if (isQuoted && char === '\\') at += 2;
    else if (isQuoted && char === '"') return at + 1;
    else if ((char === '$' || char === '%') && next === char && text[at + 2] === '{') at += 3;
    else if ((char === '$' || char === '%') && next === '{') at = readExpression(text, at + 2, found);
    else at += 1;
  }
  return at;
}

/** Reads an expression up to the brace that ends it. */
function readExpression(text: string, start: number, found: Reference[]): number {
  let at = start;
  for (let depth = 1; at < text.length;) {
    const char = text[at] ?? '';
    if (char === '"') at = readTemplate(text, at + 1, found, true);
    else if (/[A-Za-z_]/.test(char)) at = readChain(text, at, found);
    else if (/\d/.test(char)) at = endOf(/[\w.]+/y, text, at);
    else {
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      at += 1;
      if (depth === 0) return at;
    }
  }
  return at;
}

function readChain(text: string, start: number, found: Reference[]): number {
  const end = endOf(CHAIN, text, start);
  const before = text.slice(0, start).trimEnd().at(-1);
  const isOfAnother = before === '.' || before === ']' || before === ')';
  const isCalled = text[end] === '(';
  const names = (text.slice(start, end).match(STEP) ?? []).filter((step) => !/^[[\d*]/.test(step));
  if (!isOfAnother && !isCalled && names.length > 1) found.push(names);
  return end;
}

function endOf(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start + 1;
}
