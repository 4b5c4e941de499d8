import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Slipway's own package: this file is in `cli/starting` of a checkout, or in `dist/cli/starting` of a package. */
const PACKAGE = [join(__dirname, '..', '..'), join(__dirname, '..', '..', '..')].find((folder) =>
  existsSync(join(folder, 'package.json')),
);

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
const TOOLS = [
  '@swc/core',
  '@swc/jest',
  '@types/jest',
  '@types/node',
  'cdktf-cli',
  'jest',
  'ts-node',
  'typescript',
  'typescript-7',
];

/** A part of cdktf-cli that has to be compiled for each version of Node from 24 on: another one, which has not, stands in for it. */
const COMPILED = '@cdktf/node-pty-prebuilt-multiarch';

/** The `package.json` of a project, in the versions that Slipway is tested with. */
export function manifestFor(name: string): Readonly<Record<string, unknown>> {
  const { version, peerDependencies, devDependencies, overrides, allowScripts } = JSON.parse(
    readFileSync(join(PACKAGE ?? '', 'package.json'), 'utf8'),
  ) as Manifest;
  return {
    name,
    private: true,
    scripts: {
      start: 'npm run --silent synth && slipway summary && slipway report',
      synth: `node -e "require('slipway/synth')"`,
      test: 'jest',
      typecheck: 'tsc --noEmit',
    },
    dependencies: { ...peerDependencies, slipway: version },
    devDependencies: Object.fromEntries(TOOLS.map((tool) => [tool, devDependencies[tool]])),
    overrides: { [COMPILED]: overrides[COMPILED] },
    // All of them come with these tools. Without it, npm warns of each.
    allowScripts,
    jest: { testMatch: ['<rootDir>/__tests__/**/*.test.ts'], transform: { '^.+\\.ts$': '@swc/jest' } },
  };
}

/** What a project of this name has for its tools, besides `package.json`. */
export function toolFiles(name: string): Readonly<Record<string, string>> {
  return {
    'tsconfig.json': json(TSCONFIG),
    'cdktf.json': json({
      language: 'typescript',
      app: 'npm run --silent synth',
      projectId: name,
      sendCrashReports: 'false',
      terraformProviders: [],
      terraformModules: [],
      context: {},
    }),
    '.swcrc': json({
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
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
export const IGNORED = [
  'node_modules/',
  'cdktf.out/',
  '.terraform/',
  '*.tfstate',
  '*.tfstate.*',
  '*.log',
  '.slipway/',
];

const TSCONFIG = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023'],
    module: 'node16',
    moduleResolution: 'node16',
    esModuleInterop: true,
    types: ['node', 'jest'],
    strict: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    isolatedModules: true,
    skipLibCheck: true,
    noEmit: true,
  },
  'ts-node': { swc: true },
  exclude: ['node_modules', 'cdktf.out'],
};

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
      readFileSync(join(PACKAGE ?? '', 'docs', 'ci', source), 'utf8'),
    ]),
  );
}
