import type { Finding } from '../../core/findings';
import { type Check, demand, quoted } from './check';
import { wordText } from './interpolated';

/** Linux starts no program with a longer argument (MAX_ARG_STRLEN), its end included. */
export const LONGEST_ARGUMENT = 128 * 1024 - 1;
/** What Kubernetes keeps of an object is 1.5 MiB at most, and Linux starts a program with 2 MiB of variables and arguments. */
export const LONGEST_OF_ALL = 2 ** 20;

/** What a container runs: a program, and text that arrives as it was meant. */
export const commands: Check = ({ command, args }, path) => [
  ...(command === undefined ? [] : program(command.map(wordText), `${path}.command`)),
  ...text(
    [...(command ?? []), ...(args ?? [])].map(wordText),
    `${path}.${command === undefined ? 'args' : 'command'}`,
  ),
];

/** The same of a command that nothing follows. */
export function wholeCommand(command: readonly string[], path: string, rule: string): readonly Finding[] {
  return [...program(command, path, rule), ...text(command, path)];
}

/** A command that can be started: a program, and its arguments one by one. */
function program(command: readonly string[], path: string, rule = 'workload/command'): readonly Finding[] {
  const [name = ''] = command;
  const [first = '', ...rest] = name.trim().split(/\s+/);
  return [
    ...demand(first !== '', {
      rule,
      path,
      message: 'must name a program to run',
      value: command.length === 0 ? 'empty' : quoted(name),
      advice:
        "Give the program and its arguments: ['node', 'main.js']. Leave `command` out for that of the image.",
    }),
    // No shell reads it: the whole text would be looked for as a file.
    ...demand(first === '' || first === name, {
      rule,
      path,
      message: 'must begin with the program alone, without spaces',
      value: quoted(name),
      advice: `Write each word by itself: [${[first, ...rest].map((word) => `'${word}'`).join(', ')}]. For a line of shell: ['sh', '-c', '…'].`,
    }),
  ];
}

/** Text that Linux starts a program with, and that a shell reads. */
function text(all: readonly string[], path: string): readonly Finding[] {
  const longest = Math.max(0, ...all.map((word) => Buffer.byteLength(word)));
  const together = all.reduce((sum, word) => sum + Buffer.byteLength(word) + 1, 0);
  return [
    ...demand(!all.some((word) => word.includes('\0')), {
      rule: 'workload/command',
      path,
      message: 'must hold no NUL character, at which Linux takes an argument to end',
      value: '\\0',
      advice: 'Remove it from the text.',
    }),
    ...demand(longest <= LONGEST_ARGUMENT, {
      rule: 'workload/command-size',
      path,
      message: `must have arguments of at most ${LONGEST_ARGUMENT} bytes each, or Linux does not start the program`,
      value: `${longest} bytes`,
      advice: 'Put the text into a file: files: { … }.',
    }),
    ...demand(longest > LONGEST_ARGUMENT || together <= LONGEST_OF_ALL, {
      rule: 'workload/command-size',
      path,
      message: `must be at most ${LONGEST_OF_ALL} bytes in all, or Kubernetes does not keep the pods`,
      value: `${together} bytes`,
      advice: 'Put large texts into files: files: { … }.',
    }),
    ...demand(!all.some((word) => word.includes('\r\n')), {
      rule: 'workload/command',
      path,
      message:
        'must have line ends without carriage returns, which a shell takes for a part of the last word',
      value: '\\r\\n',
      advice: 'Save the file with line ends of Unix, or remove \\r from the text.',
    }),
  ];
}
