import {
  DockerfileParser,
  type Flag,
  type Instruction,
  JSONInstruction,
  ModifiableInstruction,
} from 'dockerfile-ast';
import type { Dockerfile, Stage, Step } from './dockerfile';
import type { SyntaxFault } from './fault';
import { faultsOfHeredocs } from './heredocs';
import { escapeOf, textOfInstruction } from './instruction-text';
import { faultsOfMount } from './mount-faults';
import { faultsOfDirectives, faultsOfInstruction } from './syntax-faults';

/** Docker's own language, by whatever name. A `# syntax=` line may name another one, of which nothing is known. */
const DOCKERS = /(?:^|\/)docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;

/** A heredoc for a descriptor, `RUN 3<<EOF`, whose lines the parser takes for instructions. */
const NUMBERED = /\s\d+<<-?["'\w]/;

/**
 * What a Dockerfile says. Nothing is judged, and no variable is replaced.
 *
 * @returns undefined where a `# syntax=` line names another language than Docker's
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function parseDockerfile(text: string): Dockerfile | undefined {
  const [, language = 'docker/dockerfile'] = /^\ufeff?\s*#\s*syntax\s*=\s*(\S+)/i.exec(text) ?? [];
  if (!DOCKERS.test(language)) return undefined;
  const instructions = DockerfileParser.parse(text).getInstructions();
  const begin = instructions.findIndex((one) => one.getKeyword() === 'FROM');
  const before = begin < 0 ? instructions : instructions.slice(0, begin);
  const first = instructions.find((one) => one.getKeyword() !== 'ARG')?.getInstruction();
  return {
    faults: [...faultsOfDirectives(text), ...faultsOfLines(text, instructions)],
    arguments: before.flatMap(stepsOf).filter((step) => step.kind === 'argument'),
    ...(first === undefined ? {} : { first }),
    stages: begin < 0 ? [] : stagesOf(instructions.slice(begin)),
  };
}

/** Behind a heredoc without an end, nothing is known to be an instruction. */
function faultsOfLines(text: string, instructions: readonly Instruction[]): readonly SyntaxFault[] {
  const heredocs = faultsOfHeredocs(text);
  const escape = escapeOf(text);
  return heredocs.length > 0 || NUMBERED.test(text)
    ? heredocs
    : instructions.flatMap((instruction) => faultsOf(instruction, escape));
}

function faultsOf(instruction: Instruction, escape: string): readonly SyntaxFault[] {
  const mounts = stepsOf(instruction).filter((step) => step.kind === 'mount');
  return [
    ...faultsOfInstruction(instruction, textOfInstruction(instruction, escape)),
    ...mounts.flatMap(faultsOfMount),
  ];
}

function stagesOf(instructions: readonly Instruction[]): readonly Stage[] {
  const stages: (Omit<Stage, 'steps'> & { readonly steps: Step[] })[] = [];
  for (const instruction of instructions) {
    if (instruction.getKeyword() !== 'FROM') stages.at(-1)?.steps.push(...stepsOf(instruction));
    else {
      const [base = '', as = '', name] = words(instruction);
      const named = as.toUpperCase() === 'AS' && name !== undefined ? { name } : {};
      stages.push({ line: lineOf(instruction), base: unquoted(base), ...named, steps: [] });
    }
  }
  return stages;
}

type Reader = (instruction: Instruction, line: number) => readonly Step[];

/** What is not here decides nothing about what the build reads. */
const READERS: Readonly<Record<string, Reader>> = {
  ARG: (instruction, line) =>
    words(instruction).map((word) => {
      const { name, value } = assignment(word);
      return { kind: 'argument', line, name, ...(value === undefined ? {} : { value: unquoted(value) }) };
    }),
  ENV: (instruction, line) =>
    variables(words(instruction)).map(({ name, value = '' }) => ({
      kind: 'environment',
      line,
      name,
      value: unquoted(value),
    })),
  COPY: (instruction, line) => [copyOf(instruction, 'COPY', line)],
  ADD: (instruction, line) => [copyOf(instruction, 'ADD', line)],
  RUN: (instruction, line) =>
    flagsOf(instruction)
      .filter((flag) => flag.getName().toLowerCase() === 'mount')
      .map((flag) => {
        const options = Object.fromEntries(
          (flag.getValue() ?? '')
            .replace(/["']/g, '')
            .split(',')
            .map((option) => {
              const { name, value = '' } = assignment(option);
              return [name.toLowerCase(), value];
            }),
        );
        return { kind: 'mount', line, type: (options['type'] ?? 'bind').toLowerCase(), options };
      }),
};

function stepsOf(instruction: Instruction): readonly Step[] {
  return READERS[instruction.getKeyword()]?.(instruction, lineOf(instruction)) ?? [];
}

function copyOf(instruction: Instruction, keyword: 'COPY' | 'ADD', line: number): Step {
  const from = flagsOf(instruction).find((flag) => flag.getName().toLowerCase() === 'from');
  // The last one is where it is copied to. What a heredoc holds is an argument to the parser.
  const all = listIn(instruction) ?? words(instruction).map(unquoted);
  const heredoc = all.findIndex((word) => word.startsWith('<<'));
  const sources = heredoc < 0 ? all.slice(0, -1) : all.slice(0, heredoc);
  return {
    kind: 'copy',
    line,
    instruction: keyword,
    ...(from === undefined ? {} : { from: from.getValue() ?? '' }),
    sources,
    ...(heredoc < 0 && sources.length > 1 ? { target: all.at(-1) ?? '' } : {}),
  };
}

/** What is written as a list in JSON. Docker takes anything else for words. The parser of lists drops spaces in their texts. */
function listIn(instruction: Instruction): readonly string[] | undefined {
  if (!(instruction instanceof JSONInstruction) || instruction.getOpeningBracket() === null) return undefined;
  const text = (instruction.getRawArgumentsContent() ?? '').replace(/[\\`][ \t]*\r?\n/g, '');
  try {
    const list: unknown = JSON.parse(text.slice(text.indexOf('[')));
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

function flagsOf(instruction: Instruction): readonly Flag[] {
  return instruction instanceof ModifiableInstruction ? instruction.getFlags() : [];
}

function lineOf(instruction: Instruction): number {
  return instruction.getRange().start.line + 1;
}

/** What is quoted is one word, quotes included. The parser takes it apart at each space. */
function words(instruction: Instruction): readonly string[] {
  const text = instruction
    .getArguments()
    .map((argument) => argument.getValue())
    .join(' ');
  return text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs) ?? [];
}

/** `ENV A=1 B=2`, or `ENV A 1 and more` in the old form. */
function variables(all: readonly string[]): readonly ReturnType<typeof assignment>[] {
  const [name = '', ...rest] = all;
  return name.includes('=') ? all.map(assignment) : [{ name, value: rest.join(' ') }];
}

function assignment(text: string): { readonly name: string; readonly value?: string } {
  const equals = text.indexOf('=');
  return equals < 0 ? { name: text } : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}

function unquoted(text: string): string {
  return text.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/gs, (_, double?: string, single?: string) =>
    double === undefined ? (single ?? '') : double.replace(/\\(["\\])/g, '$1'),
  );
}
