import { readFileSync, writeFileSync } from 'node:fs';

/** What an empty object or list ends a line as, where JSON is written by another library. Text always ends with a quote. */
const EMPTY = /^( *)([^ \n].*)?(?:(\{)\}|(\[)\])(,?)$/gm;

/**
 * Lays a file of the output out as cdktf 0.21 does, which breaks the line in an empty object or list: cdktn does not. So the choice of
 * the library changes no line of a review.
 */
export function keepLayout(file: string): void {
  const written = readFileSync(file, 'utf8');
  const text = written.replace(
    EMPTY,
    (_, indent: string, before = '', brace?: string, _bracket?: string, comma = '') =>
      brace === undefined
        ? `${indent}${before}[\n${indent}]${comma}`
        : `${indent}${before}{\n${indent}}${comma}`,
  );
  if (text !== written) writeFileSync(file, text);
}
