import { visible } from './visible';

/** Text as it is, in Markdown: as code, whose fence is longer than any run of backticks in it, so that none of it is read. */
export function code(text: string): string {
  const flat = plain(text);
  const fence = fenceFor(flat, 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** {@link code} in a table, whose cells a bar would end even there. */
export function codeCell(text: string): string {
  return code(text.replaceAll('|', '\\u007c'));
}

/** Lines as a block that GitHub and GitLab colour like a patch. */
export function patch(lines: readonly string[]): readonly string[] {
  const told = lines.map(plain);
  const fence = fenceFor(told.join('\n'), 3);
  return [`${fence}diff`, ...told, fence];
}

/**
 * Prose from elsewhere, with what Markdown and HTML would read taken literally. A backslash keeps nobody from being
 * called, nor a number from being taken for an issue, nor an address for a link: an empty character in it does.
 */
export function escaped(text: string): string {
  return plain(text)
    .replace(/[\\`*_{}[\]<>#|~@!&]/g, '\\$&')
    .replace(/[@#!]/g, '$&&#8203;')
    .replace(/(?:https?|ftp):(?=\/\/)|www\./gi, '$&&#8203;');
}

/** On one line, and no comment that could be taken for ours. */
function plain(text: string): string {
  return visible(text).replaceAll('<!--', '<\\u0021--');
}

function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}
