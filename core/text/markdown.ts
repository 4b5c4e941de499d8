import { visible } from './visible';

/** Literal text in Markdown: as code, in a fence longer than any run of backticks in it, so that nothing is interpreted. */
export function code(text: string): string {
  const flat = plain(text);
  const fence = fenceFor(flat, 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** {@link code} for a table cell, where a bar would end the cell even inside code. */
export function codeCell(text: string): string {
  return code(text.replaceAll('|', '\\u007c'));
}

/** Lines as a block that GitHub and GitLab highlight as a diff. */
export function patch(lines: readonly string[]): readonly string[] {
  const told = lines.map(plain);
  const fence = fenceFor(told.join('\n'), 3);
  return [`${fence}diff`, ...told, fence];
}

/**
 * Untrusted prose, escaped so that Markdown and HTML show it literally. A backslash does not stop mentions, issue numbers and
 * autolinks; a zero-width character inside them does.
 */
export function escaped(text: string): string {
  return plain(text)
    .replace(/[\\`*_{}[\]<>#|~@!&]/g, '\\$&')
    .replace(/[@#!]/g, '$&&#8203;')
    .replace(/(?:https?|ftp):(?=\/\/)|www\./gi, '$&&#8203;');
}

/** On one line, and with nothing that looks like our own marker comment. */
function plain(text: string): string {
  return visible(text).replaceAll('<!--', '<\\u0021--');
}

function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}
