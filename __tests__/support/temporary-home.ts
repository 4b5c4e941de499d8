import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type CommandSession, commandSession, type Said } from './command-session';

/** This checkout, which stands in for the package that `npm install` would bring. */
export const CHECKOUT = join(__dirname, '../..');

/** A folder for the tests of one file, which goes away after them. Paths are relative to it. */
interface TemporaryHome {
  readonly path: string;
  write(path: string, text: string): void;
  read(path: string): string;
  /** The files below a folder, by their paths in it. */
  files(path: string): Readonly<Record<string, string>>;
  /** Runs a command of slipway in the folder, or in one below it. */
  slipway(...args: readonly string[]): Promise<Said>;
  /** The same in a folder below. */
  slipwayIn(path: string, ...args: readonly string[]): Promise<Said>;
  /** Gives a project the packages of this checkout, Slipway included. */
  install(project: string): void;
  /** Runs Node in a folder below. */
  node(
    project: string,
    ...args: readonly string[]
  ): { readonly status: number | null; readonly stderr: string };
  /** Synthesises a project as `npm run synth` does, without types. */
  synthesise(project: string): { readonly status: number | null; readonly stderr: string };
}

/** Makes the folder now and removes it after the last test of the file. @param env what commands of slipway run with */
export function temporaryHome(name: string, env: NodeJS.ProcessEnv = process.env): TemporaryHome {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `slipway-${name}-`)));
  let session: CommandSession | undefined;
  const commands = () => (session ??= commandSession(path, env));
  afterAll(() => {
    session?.end();
    rmSync(path, { recursive: true, force: true });
  });
  const node = (project: string, ...args: readonly string[]) =>
    spawnSync(process.execPath, ['-C', 'slipway-source', ...args], {
      cwd: join(path, project),
      encoding: 'utf8',
      input: '',
    });
  return {
    path,
    write: (file, text) => {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    read: (file) => readFileSync(join(path, file), 'utf8'),
    files: (folder) => filesIn(join(path, folder)),
    slipway: (...args) => commands().slipway(...args),
    slipwayIn: (folder, ...args) => commands().slipwayIn(folder, ...args),
    install: (project) => {
      install(join(path, project));
    },
    node,
    synthesise: (project) => node(project, join(CHECKOUT, 'bin', 'run-main.js')),
  };
}

function filesIn(path: string): Readonly<Record<string, string>> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file.slice(path.length + 1), readFileSync(file, 'utf8')];
    }),
  );
}

function install(project: string): void {
  const packages = join(project, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(CHECKOUT, 'node_modules')).filter((one) => !one.startsWith('.')))
    symlinkSync(join(CHECKOUT, 'node_modules', name), join(packages, name));
  symlinkSync(CHECKOUT, join(packages, 'slipway'));
}
