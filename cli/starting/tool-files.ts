import { readFileSync } from 'node:fs';
import { OWN_LINES } from '../../constructs/image-build';
import { packagedPath } from '../../core/files';
import { render } from './source';
import type { StarterService } from './starter';

/** What a folder has before a project is written there: an application may lie in it, with tools of its own. */
export interface FolderBefore {
  /** Whether `package.json` says that its files are ECMAScript modules. */
  readonly isModule: boolean;
  /** Whether its tests are set up: a second set-up would break them. */
  readonly hasTests: boolean;
  /** Whether `npm start` starts something else. */
  readonly hasStart: boolean;
}

interface Manifest {
  readonly version: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Packages that stand in for others. */
  readonly overrides: Readonly<Record<string, string>>;
  /** The packages whose install scripts npm may run. */
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** What a project needs besides Slipway and what that asks for. */
const TOOLS = ['@swc/core', '@types/node', 'cdktf-cli', 'ts-node', 'typescript', 'typescript-7'];

const TEST_TOOLS = ['@swc/jest', '@types/jest', 'jest'];

/** What `npm run` knows in a project. */
export const SCRIPTS = {
  start: 'npm run --silent synth && slipway summary && slipway report',
  synth: `node -e "require('slipway/synth')"`,
  test: 'jest',
  typecheck: 'tsc --noEmit',
};

/** The settings of Jest. */
export const JEST = {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
      },
    ],
  },
};

/** A part of cdktf-cli that has to be compiled for each version of Node from 24 on: another one, which has not, stands in for it. */
const COMPILED = '@cdktf/node-pty-prebuilt-multiarch';

/** The `package.json` of a project, in the versions that Slipway is tested with. */
export function manifestFor(name: string, { hasTests }: FolderBefore): Readonly<Record<string, unknown>> {
  const { version, peerDependencies, devDependencies, overrides, allowScripts } = JSON.parse(
    readFileSync(packagedPath('package.json'), 'utf8'),
  ) as Manifest;
  const tools = [...TOOLS, ...(hasTests ? [] : TEST_TOOLS)].sort();
  return {
    name,
    private: true,
    scripts: hasTests ? { ...SCRIPTS, test: undefined } : SCRIPTS,
    dependencies: { ...peerDependencies, slipway: version },
    devDependencies: Object.fromEntries(tools.map((tool) => [tool, devDependencies[tool]])),
    overrides: { [COMPILED]: overrides[COMPILED] },
    // All of them come with these tools. Without it, npm warns of each.
    allowScripts,
    jest: hasTests ? undefined : JEST,
  };
}

/** What a project of this name has for its tools, besides `package.json`. */
export function toolFiles(name: string, before: FolderBefore): Readonly<Record<string, string>> {
  return {
    'tsconfig.json': json(tsconfig(before)),
    'cdktf.json': json({
      language: 'typescript',
      app: 'npm run --silent synth',
      projectId: name,
      sendCrashReports: 'false',
      terraformProviders: [],
      terraformModules: [],
      context: {},
    }),
  };
}

/** JSON as Prettier writes it: short lists on one line. */
function json(value: unknown): string {
  const lists = /\[\s+("[^"]*"(?:,\s+"[^"]*")*)\s+\]/g;
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(lists, (_, items: string) => `[${items.replace(/\s+/g, ' ')}]`)}\n`;
}

/** What git must not keep: what is made again, and the state of a single person, which holds secrets. */
const IGNORED_BY_GIT = [
  'node_modules/',
  'cdktf.out/',
  '.terraform/',
  '*.tfstate',
  '*.tfstate.*',
  '*.log',
  '.slipway/',
];

function tsconfig({ isModule, hasTests }: FolderBefore): object {
  return {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      // What Slipway runs is CommonJS in either case, and imports need no extensions.
      module: isModule ? 'preserve' : 'node16',
      moduleResolution: isModule ? 'bundler' : 'node16',
      esModuleInterop: true,
      types: hasTests ? ['node'] : ['node', 'jest'],
      strict: true,
      noUncheckedIndexedAccess: true,
      noUnusedLocals: true,
      isolatedModules: true,
      skipLibCheck: true,
      noEmit: true,
    },
    'ts-node': { swc: true },
    // Not the source of an application that lies in the same folder.
    include: [
      '*.ts',
      'environments/**/*.ts',
      'services/*/service.ts',
      'policies/*.ts',
      ...(hasTests ? [] : ['__tests__/**/*.ts']),
    ],
  };
}

/** The lines of `.gitignore`, and those of `.dockerignore` where an image is built from the project's own folder. */
export function ignoreLines(
  services: readonly StarterService[],
): Readonly<Record<string, readonly string[]>> {
  const isBuiltHere = services.some(({ props: { image = '' } }) =>
    /\bcontext: `\$\{__dirname\}\/\.\.\/\.\.`/.test(render(image)),
  );
  return { '.gitignore': IGNORED_BY_GIT, ...(isBuiltHere ? { '.dockerignore': OWN_LINES } : {}) };
}

/** Hosts of repositories for which Slipway has a pipeline. */
export type CiHost = 'github' | 'gitlab' | 'jenkins';

/** Where the files of a pipeline go, by where Slipway keeps them. */
const PIPELINES: Record<CiHost, Readonly<Record<string, string>>> = {
  github: {
    'github-review.yml': '.github/workflows/review.yml',
    'github-comment.yml': '.github/workflows/comment.yml',
  },
  gitlab: { 'gitlab-ci.yml': '.gitlab-ci.yml', 'gitlab-comment.mjs': '.gitlab/comment.mjs' },
  jenkins: { Jenkinsfile: 'Jenkinsfile' },
};

/** The pipeline that tests a change and shows what it changes. */
export function pipelineFiles(host: CiHost): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(PIPELINES[host]).map(([source, path]) => [
      path,
      readFileSync(packagedPath('docs', 'ci', source), 'utf8'),
    ]),
  );
}
