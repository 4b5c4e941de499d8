import { type Instruction, Onbuild } from 'dockerfile-ast';
import { nearest } from '../../../core/findings';
import type { Fault, SyntaxFault } from './fault';
import type { InstructionText } from './instruction-text';
import { faultsOfOptions } from './option-faults';
import { faultsOfWords, listOf, WORD } from './word-faults';

/** @see https://docs.docker.com/reference/dockerfile/#overview */
const INSTRUCTIONS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];
/** How many words each needs at least, where that is not none. */
const LEAST: Readonly<Record<string, number>> = {
  ADD: 2,
  ARG: 1,
  COPY: 2,
  ENV: 1,
  EXPOSE: 1,
  FROM: 1,
  HEALTHCHECK: 1,
  LABEL: 1,
  MAINTAINER: 1,
  SHELL: 1,
  STOPSIGNAL: 1,
  USER: 1,
  VOLUME: 1,
  WORKDIR: 1,
};
const STAGE_NAME = /^[a-z][a-z0-9._-]*$/;

/** What is wrong with one instruction, whatever the build is given. */
export function faultsOfInstruction(instruction: Instruction, text: InstructionText): readonly SyntaxFault[] {
  const line = instruction.getRange().start.line + 1;
  const keyword = instruction.getKeyword();
  if (!INSTRUCTIONS.includes(keyword)) return [{ line, ...unknown(instruction.getInstruction()) }];
  const words = listOf(text.rest)?.map(String) ?? text.rest.match(WORD) ?? [];
  const lacking = few(keyword, words, text.rest);
  const faults = [
    ...lacking,
    ...(keyword === 'FROM' ? from(words) : []),
    ...(instruction instanceof Onbuild ? trigger(instruction) : []),
    ...faultsOfOptions(text),
    ...(lacking.length > 0 ? [] : faultsOfWords(text)),
  ];
  return faults.map((fault) => ({ line, ...fault }));
}

function unknown(written: string): Fault {
  const meant = nearest(written.toUpperCase(), INSTRUCTIONS);
  return {
    message: 'must begin with an instruction of Docker',
    value: JSON.stringify(written.slice(0, 40)),
    advice:
      meant === undefined
        ? 'A line that goes on ends with a backslash, and nothing behind it.'
        : `Is ${meant} meant?`,
  };
}

function few(keyword: string, words: readonly string[], rest: string): readonly Fault[] {
  const least = LEAST[keyword] ?? 0;
  const lacks = keyword === 'ENV' && words.length === 1 && words[0]?.includes('=') === false;
  if (words.length >= least && !lacks) return [];
  return [
    {
      message: least > 1 ? 'must say what is copied, and where to' : 'must say what is set',
      value: `${keyword} ${rest}`.trimEnd(),
      advice: lacks ? `Write ENV ${words[0] ?? ''}=….` : 'Complete the line, or take it out.',
    },
  ];
}

function from(words: readonly string[]): readonly Fault[] {
  const [, as = '', name = '', ...more] = words;
  if (words.length > 1 && (as.toUpperCase() !== 'AS' || name === '' || more.length > 0))
    return [
      {
        message: 'must name one image, and after it nothing but AS and the name of the stage',
        value: words.join(' '),
        advice: 'Write it like FROM debian:12@sha256:… AS build.',
      },
    ];
  if (name === '' || STAGE_NAME.test(name.toLowerCase())) return [];
  return [
    {
      message: 'must name its stage with a letter, then letters, digits, -, _ and .',
      value: JSON.stringify(name),
      advice: 'Write it like FROM … AS build.',
    },
  ];
}

function trigger(instruction: Onbuild): readonly Fault[] {
  const keyword = instruction.getTrigger() ?? '';
  if (INSTRUCTIONS.includes(keyword) && !['ONBUILD', 'FROM', 'MAINTAINER'].includes(keyword)) return [];
  return [
    {
      message: 'must have an instruction behind ONBUILD, and none of FROM, MAINTAINER and ONBUILD',
      value: JSON.stringify(instruction.getTriggerWord() ?? ''),
      advice: 'Take the line out, or correct what follows.',
    },
  ];
}

/** `# escape=` at the top: Docker knows two characters. */
export function faultsOfDirectives(text: string): readonly SyntaxFault[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    const [, name = '', given = ''] = /^\s*#\s*([a-z]+)\s*=(.*)$/i.exec(line) ?? [];
    const value = given.trim();
    if (name === '') return [];
    if (name.toLowerCase() === 'escape' && value !== '\\' && value !== '`')
      return [
        {
          line: index + 1,
          message: 'must escape with a backslash or a backtick',
          value: JSON.stringify(value),
          advice: 'Write # escape=`, or take the line out.',
        },
      ];
  }
  return [];
}
