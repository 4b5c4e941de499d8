import { Argument, type Command, Option } from 'commander';
import { type Finding, problem, refuseIfAny } from '../core/findings';
import { LONGEST_NAME } from '../core/kubernetes';
import { checkName } from '../model';
import {
  type Addition,
  type AddOptions,
  ADDITIONS,
  type ByHand,
  checkOptions,
  type Done,
  type Kind,
  writeAddition,
} from './adding';
import { wholeNumber } from './options';
import { loadComposition } from './project';
import { print } from './terminal';

/** `slipway add`: writes a service, an environment or a host, and registers it in the project's sources. */
export function addAdd(command: Command): void {
  command
    .addArgument(new Argument('<kind>', 'what is added').choices(Object.keys(ADDITIONS)))
    .argument('<name>', 'its name')
    .option('--image <reference>', 'service: an image that was built elsewhere (default: one to be built)')
    .addOption(
      new Option('--port <number>', 'service: where that image listens').argParser(wholeNumber(1, 65_535)),
    )
    .option('--after <environment>', 'environment: the one before it (default: the last one)')
    .option(
      '--like <environment>',
      'environment: one beside the pipeline, as for a pull request, in the same cluster and with the services of this one',
    )
    .option('--environment <environment>', 'host: the environment that it belongs to')
    .addOption(new Option('--cores <number>', 'host: its physical cores').argParser(wholeNumber(1)))
    .addOption(new Option('--memory <gibibytes>', 'host: its memory').argParser(wholeNumber(1)))
    .option('--uri <uri>', 'host: its libvirt connection (default: as that of the other hosts)')
    .option('--failure-domain <name>', 'host: what it shares with others that fail together, such as a rack')
    .action((kind: Kind, name: string, options: AddOptions) => {
      print(add(kind, name, options));
    });
}

function add(kind: Kind, name: string, options: AddOptions): string {
  const folder = process.cwd();
  refuseIfAny(
    [...checkName('name', name), tooLong(kind, name), ...checkOptions(kind, options)],
    'nothing was written',
  );
  const addition = ADDITIONS[kind]({ composition: loadComposition(folder), folder, name, options });
  const done = writeAddition(folder, addition);
  const isDone = addition.byHand.length === 0 && [...done.values()].every((what) => what === 'unchanged');
  if (isDone) return 'Everything is there already.';
  return [...report(done, addition), '', 'Next:', ...nextSteps(kind, name, options)].join('\n');
}

const LONGEST: Readonly<Record<Kind, number>> = {
  service: LONGEST_NAME.workload,
  environment: LONGEST_NAME.label,
  host: LONGEST_NAME.label,
};

function tooLong(kind: Kind, name: string): Finding | undefined {
  if (name.length <= LONGEST[kind]) return undefined;
  return problem({
    rule: 'names/length',
    path: 'name',
    message: `must have at most ${LONGEST[kind]} characters`,
    value: `${name}, which has ${name.length}`,
    advice: 'Choose a shorter name: it becomes part of DNS names, Terraform addresses and state keys.',
  });
}

function report(done: ReadonlyMap<string, Done>, { byHand, notes = [] }: Addition): readonly string[] {
  return [
    ...[...done].map(([path, what]) => `${what.padEnd(9)}  ${path}`),
    ...notes.flatMap((note) => ['', note]),
    ...(byHand.length === 0 ? [] : ['', 'To be written by hand, since no place for it was found:']),
    ...byHand.flatMap(lines),
  ];
}

function lines({ file, where, lines: all }: ByHand): readonly string[] {
  return [`  in ${file}, ${where}:`, ...all.flatMap((text) => text.split('\n')).map((line) => `    ${line}`)];
}

function nextSteps(kind: Kind, name: string, { image, environment }: AddOptions): readonly string[] {
  const isUnpinned = image !== undefined && !image.includes('@sha256:');
  return [
    ...(isUnpinned ? [`  npx slipway pin ${name}   # ask the registry for the digest of the tag`] : []),
    ...(kind === 'host' ? [`  npx slipway place ${environment ?? ''}   # where slots are to run on it`] : []),
    '  npm start',
    '  npx slipway diff',
  ];
}
