/** Text as it is, in Markdown: as code, whose fence is longer than any run of backticks in it, so that none of it is read. */
export function code(text: string): string {
  const flat = text.replace(/[\r\n]+/g, ' ');
  const fence = fenceFor(flat, 1);
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** Lines as a block that GitHub and GitLab colour like a patch. */
export function patch(lines: readonly string[]): readonly string[] {
  const fence = fenceFor(lines.join('\n'), 3);
  return [`${fence}diff`, ...lines, fence];
}

/** Prose from elsewhere, with what Markdown and HTML would read taken literally. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~@!]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}

function fenceFor(text: string, least: number): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(Math.max(least, longest + 1));
}
