import type { Instruction } from 'dockerfile-ast';

/** What stands in an instruction, as Docker takes it apart. */
export interface InstructionText {
  readonly keyword: string;
  /** The options before everything else, in their order. */
  readonly options: readonly Option[];
  /** What follows them, on one line. */
  readonly rest: string;
}

export interface Option {
  readonly name: string;
  /** Without quotes; undefined where no `=` follows the name. */
  readonly value: string | undefined;
}

/** What makes a line go on: a backslash, or what `# escape=` says at the top. */
export function escapeOf(text: string): '\\' | '`' {
  return /^\s*#\s*escape\s*=\s*`\s*$/im.test(text.split(/\r?\n/).slice(0, 3).join('\n')) ? '`' : '\\';
}

/** What ends a line that goes on. */
export function goesOnAfter(escape: string): RegExp {
  return escape === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
}

/** An instruction on one line: without the comments and the empty lines inside it, and without the texts of its heredocs. */
export function textOfInstruction(instruction: Instruction, escape: string): InstructionText {
  const goesOn = goesOnAfter(escape);
  let whole = '';
  for (const [index, line] of instruction.getTextContent().split(/\r?\n/).entries()) {
    if (index > 0 && /^\s*(?:#|$)/.test(line)) continue;
    whole += line.replace(goesOn, '');
    if (!goesOn.test(line)) break;
  }
  return { keyword: instruction.getKeyword(), ...optionsOf(whole.trim().replace(/^\S+\s*/, '')) };
}

/** An option: its value may be quoted, in whole or in part. */
const OPTION = /^--(?=\S)((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+)(?:\s+|$)/s;

function optionsOf(text: string): { readonly options: readonly Option[]; readonly rest: string } {
  const options: Option[] = [];
  let rest = text;
  for (let found = OPTION.exec(rest); found !== null; found = OPTION.exec(rest)) {
    const [whole, written = ''] = found;
    const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(written) ?? [];
    options.push({ name, value: value?.replace(/["']/g, '') });
    rest = rest.slice(whole.length);
  }
  return { options, rest };
}
