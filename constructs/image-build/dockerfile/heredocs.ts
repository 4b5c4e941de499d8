import { escapeOf, goesOnAfter } from './instruction-text';
import type { SyntaxFault } from './fault';
import { WORD } from './word-faults';

/** What Docker reads heredocs of: these, and what ONBUILD says of these. Elsewhere `<<` is text. */
const WITH_HEREDOCS = /^\s*(?:ONBUILD\s+)?(?:ADD|COPY|RUN)\s/i;

interface Heredoc {
  /** As it is written: `<<-"EOF"`. */
  readonly written: string;
  readonly name: string;
  /** Whether tabs may stand before the line that ends it. */
  readonly indented: boolean;
}

/**
 * The heredoc that no line ends: Docker then takes the rest of the file for its text, and refuses it.
 *
 * @see https://docs.docker.com/reference/dockerfile/#here-documents
 */
export function faultsOfHeredocs(text: string): readonly SyntaxFault[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const goesOn = goesOnAfter(escapeOf(text));
  let at = 0;
  while (at < lines.length) {
    const begin = at;
    const instruction = wholeInstruction();
    for (const heredoc of heredocsIn(instruction)) {
      const end = lines.findIndex((line, index) => index >= at && ends(line, heredoc));
      if (end < 0) return [unended(heredoc, begin, lines)];
      at = end + 1;
    }
  }
  return [];

  /** An instruction with the lines on which it goes on, less the comments between them. */
  function wholeInstruction(): string {
    let whole = '';
    for (let open = true; open && at < lines.length; at++) {
      const line = lines[at] ?? '';
      const passedOver = /^\s*#/.test(line) || (whole !== '' && line.trim() === '');
      if (!passedOver) whole += line.replace(goesOn, '');
      open = passedOver ? whole !== '' : goesOn.test(line);
    }
    return whole;
  }
}

function heredocsIn(instruction: string): readonly Heredoc[] {
  // Where a quote has no end, too little is known of what follows it.
  if (!WITH_HEREDOCS.test(instruction) || instruction.replace(WORD, '').trim() !== '') return [];
  return (instruction.match(WORD) ?? []).flatMap((written) => {
    const [, dash, rest = ''] = /^\d*<<(-?)([^<]+)$/.exec(written) ?? [];
    const name = rest.replace(/["'\\]/g, '');
    // What begins otherwise may be arithmetic of the shell.
    return /^[a-z_]/i.test(name) ? [{ written, name, indented: dash === '-' }] : [];
  });
}

function ends(line: string, { name, indented }: Heredoc): boolean {
  return (indented ? line.replace(/^\t+/, '') : line) === name;
}

function unended({ written, name, indented }: Heredoc, begin: number, lines: readonly string[]): SyntaxFault {
  const nearly = lines.findIndex((line, index) => index > begin && line.trim() === name);
  return {
    line: begin + 1,
    message: 'must have a line that ends its heredoc: the name, and nothing else',
    value: written,
    advice:
      nearly < 0
        ? `Add the line ${name} behind the text.`
        : `Line ${nearly + 1} has spaces around ${name}: take them out${indented ? ', tabs before it may stay' : `, or write <<-${name} and indent it by tabs alone`}.`,
  };
}
