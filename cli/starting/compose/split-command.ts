/** The words of a command as a shell splits them; undefined for a quote that does not end. */
export function splitCommand(command: string): readonly string[] | undefined {
  const found: string[] = [];
  let word: string | undefined;
  let rest = command.trim();
  while (rest !== '') {
    const [token = ''] = /^(?:\s+|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s'"\\]+)/.exec(rest) ?? [];
    if (token === '') return undefined;
    rest = rest.slice(token.length);
    if (/^\s/.test(token)) {
      if (word !== undefined) found.push(word);
      word = undefined;
    } else word = (word ?? '') + unquoted(token);
  }
  return word === undefined ? found : [...found, word];
}

function unquoted(token: string): string {
  if (token.startsWith("'")) return token.slice(1, -1);
  if (token.startsWith('"')) return token.slice(1, -1).replace(/\\(["\\$`\n])/g, '$1');
  return token.startsWith('\\') ? token.slice(1) : token;
}
