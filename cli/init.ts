import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Command, Option } from 'commander';
import { type Finding, problem, refuseIfAny } from '../core/findings';
import { checkEnvironmentName, checkName } from '../model';
import {
  type CarriedOver,
  carriedOverFrom,
  type CiHost,
  ciHostOf,
  type FolderBefore,
  hello,
  ignoreLines,
  manifestFor,
  pipelineFiles,
  projectFiles,
  readFolder,
  slugOf,
  checkRunning,
  checkStarter,
  Call,
  type Starter,
  takeOver,
  takeOverReport,
  type StarterService,
  toolFiles,
  type WhatWasDone,
  writeProject,
} from './starting';
import { print } from './terminal';

interface InitOptions {
  readonly name?: string;
  readonly registry?: string;
  readonly environments?: string;
  readonly from?: string;
  readonly running?: string;
  readonly ci?: CiHost | 'none';
}

const DEFAULT_ENVIRONMENTS = 'dev,prod';

/** `slipway init`: writes a project that can be synthesised at once. */
export function addInit(command: Command): void {
  command
    .option('--name <name>', "the project's name (default: the folder's)")
    .option('--registry <repository>', 'where images are pushed, such as registry.example.com/shop')
    .option('--environments <names>', `in promotion order (default: ${DEFAULT_ENVIRONMENTS})`)
    .option(
      '--from <path>',
      'an application to carry over: a Compose file, or a folder of Kubernetes manifests',
    )
    .option(
      '--running <environment>',
      'the environment in which these manifests run already: its first deploy takes them over',
    )
    .addOption(
      new Option('--ci <host>', 'the pipeline to write (default: that of the git remote)').choices([
        'github',
        'gitlab',
        'jenkins',
        'none',
      ]),
    )
    .action(init);
}

async function init(folder = '.', options: InitOptions): Promise<void> {
  const top = resolve(folder);
  const answers = await ask(top, options);
  const {
    services,
    notCarriedOver,
    running = [],
  }: CarriedOver = options.from === undefined
    ? { services: [hello], notCarriedOver: [] }
    : carriedOverFrom(options.from, top, { isRunning: options.running !== undefined });
  const starter: Starter = {
    name: answers.name,
    registry: services.some(isBuilt) ? answers.registry : undefined,
    environments: answers.environments,
    services,
    running: options.running === undefined ? undefined : takeOver(answers.name, options.running, running),
  };
  refuseIfAny([...check(starter), ...checkRunning(options, starter, running)], 'nothing was written');
  refuseIfAny(checkStarter(starter, top).map(inOptions), 'nothing was written');
  const ci = options.ci ?? ciHostOf(top);
  const before = readFolder(top);
  const done = writeProject(
    top,
    {
      ...toolFiles(starter.name, before),
      ...projectFiles(starter, before),
      ...(ci === undefined || ci === 'none' ? {} : pipelineFiles(ci)),
    },
    manifestFor(starter.name, before),
    ignoreLines(services),
  );
  print(
    [
      ...report(done),
      ...missing(notCarriedOver, options.from),
      ...(options.running === undefined ? [] : takeOverReport(answers.name, options.running, running)),
      ...nextSteps(folder, done, before, {
        isToPin: services.some(isUnpinned),
        hasPipeline: ci !== undefined,
      }),
    ].join('\n'),
  );
}

interface Answers {
  readonly name: string;
  readonly registry: string;
  readonly environments: readonly string[];
}

/** What no option says is asked of a person; without one, it is the default. */
async function ask(top: string, options: InitOptions): Promise<Answers> {
  const name = options.name ?? labelOf(basename(top));
  const defaults = {
    name,
    registry: options.registry ?? `registry.example.com/${name}`,
    environments: options.environments ?? DEFAULT_ENVIRONMENTS,
  };
  const isAsked = process.stdin.isTTY && process.stdout.isTTY && Object.keys(options).length === 0;
  if (!isAsked) return { ...defaults, environments: namesIn(defaults.environments) };
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = async (question: string, usual: string) =>
    (await terminal.question(`${question} (${usual}): `)).trim() || usual;
  try {
    const chosen = await answer("The project's name", defaults.name);
    const registry = await answer('Where images are pushed', `registry.example.com/${chosen}`);
    const environments = await answer('The environments, in promotion order', defaults.environments);
    return { name: chosen, registry, environments: namesIn(environments) };
  } finally {
    terminal.close();
  }
}

function namesIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

/** A project's name out of a folder's: `My Shop` is `my-shop`. */
function labelOf(text: string): string {
  const label = slugOf(text).replace(/^[^a-z]+/, '');
  return label === '' ? 'project' : label;
}

function check({ name, environments }: Starter): readonly Finding[] {
  return [
    ...checkName('--name', name),
    ...environments.flatMap((environment) => checkEnvironmentName('--environments', environment)),
    ...(environments.includes('sizes') ? [reservedForSizes()] : []),
    ...(environments.length > 0 && new Set(environments).size === environments.length
      ? []
      : [
          problem({
            rule: 'init/environments',
            path: '--environments',
            message: 'must be at least one name, and each name once',
            value: environments.join(','),
            advice: 'Give them in promotion order: --environments dev,staging,prod',
          }),
        ]),
  ];
}

/** What the whole project refuses, said of the option that it comes from. */
function inOptions(finding: Finding): Finding {
  const options: Readonly<Record<string, string>> = {
    'project.name': '--name',
    'project.registry': '--registry',
  };
  return { ...finding, path: options[finding.path] ?? finding.path };
}

function reservedForSizes(): Finding {
  return problem({
    rule: 'init/environments',
    path: '--environments',
    message: 'must not be the name of environments/sizes.ts, which says how large each service is',
    value: 'sizes',
    advice: 'Choose another name.',
  });
}

/** Said where no option names a host, and nothing tells which it is. */
const NO_PIPELINE =
  'No pipeline was written, since no git remote says where it would run. `npx slipway init --ci github` adds one; `gitlab` and `jenkins` are known too.';

const NO_TEST =
  'No test was written, since this folder has tests of its own. What a test of the project would find, a synth refuses.';

function report(done: ReadonlyMap<string, WhatWasDone>): readonly string[] {
  const lines = [...done].filter(([, what]) => what !== 'unchanged');
  if (lines.length === 0) return ['Everything is there already.'];
  return lines.map(
    ([path, what]) =>
      `${what.padEnd(8)}  ${path}${what === 'kept' ? '  (it is yours: nothing was changed)' : ''}`,
  );
}

/** What the application has, and the project has not. */
function missing(notCarriedOver: CarriedOver['notCarriedOver'], from = ''): readonly string[] {
  if (notCarriedOver.length === 0) return [];
  return [
    '',
    `Not carried over from ${from}, with the reason:`,
    ...notCarriedOver.map(({ path, reason }) => `  ${path}\n    → ${reason}`),
  ];
}

function isBuilt({ props: { image } }: StarterService): boolean {
  return image instanceof Call && image.callee === 'image';
}

/** Whether a service runs an image by its tag, which may be another one tomorrow. */
function isUnpinned({ props: { image } }: StarterService): boolean {
  const reference = image instanceof Call && image.callee === 'prebuilt' ? image.args[0] : undefined;
  return typeof reference === 'string' && !reference.includes('@sha256:');
}

function nextSteps(
  folder: string,
  done: ReadonlyMap<string, WhatWasDone>,
  { hasStart, hasTests }: FolderBefore,
  { isToPin, hasPipeline }: { readonly isToPin: boolean; readonly hasPipeline: boolean },
): readonly string[] {
  if ([...done.values()].every((what) => what === 'unchanged')) return [];
  return [
    '',
    'Next:',
    ...(resolve(folder) === process.cwd() ? [] : [`  cd ${folder}`]),
    '  npm install',
    ...(isToPin ? ['  npx slipway pin            # ask the registries for the digests of the tags'] : []),
    hasStart
      ? '  npm run synth              # synthesise every environment; npx slipway summary says what came out'
      : '  npm start                  # synthesise every environment, and say what came out',
    ...(hasTests ? [] : ['  npm test']),
    'Then name your registry in project.ts and your clusters in environments/. `npx slipway --help` lists what comes after.',
    ...(hasTests ? [NO_TEST] : []),
    ...(hasPipeline ? [] : [NO_PIPELINE]),
  ];
}
