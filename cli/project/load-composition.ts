import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inspect } from 'node:util';
import { InvalidInput, problem, refuseIfAny } from '../../core/findings';
import { type Composition, checkShape } from '../../model';
import { Failure } from '../../operations/process';
import { EXIT } from '../exit-codes';
import { loadModule } from '../load-module';
import { tell } from '../terminal';

const FILES = ['composition.ts', 'composition.js'];

/**
 * Loads what a project composes, from the `composition.ts` in its folder.
 * @throws InvalidInput where that file is missing, or exports no valid `composition`
 * @throws Failure where the project's TypeScript has a syntax error; what the project throws itself keeps its trace
 */
export function loadComposition(folder: string): Composition {
  const file = compositionFile(folder);
  if (file === undefined) throw refusal('composition.ts', 'no such file');
  const { composition } = load(file, folder);
  if (composition === undefined) throw refusal(file, 'no such export');
  refuseIfAny(checkShape(composition));
  return composition;
}

/** The file of a project that exports its `composition`; undefined where there is none. */
export function compositionFile(folder: string): string | undefined {
  return FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
}

function load(file: string, folder: string): { readonly composition?: Composition } {
  const whose = `${file}, or a file that it imports,`;
  // A command that did nothing must not end as if it had done what it should.
  const ended = (): void => {
    tell(`${whose} ended the process, so that nothing was done.`);
    process.exitCode = EXIT.failed;
  };
  process.once('exit', ended);
  try {
    return loadModule(file, folder);
  } catch (error) {
    const said = faultIn(error, folder);
    if (said === undefined) throw error;
    throw new Failure(`${whose} ${said}`);
  } finally {
    process.off('exit', ended);
  }
}

/** What is wrong with the code of a project that did not load; undefined of what it throws itself. */
function faultIn(error: unknown, folder: string): string | undefined {
  const syntax = syntaxErrorIn(error);
  if (syntax !== undefined) return `has a syntax error:\n${syntax}`;
  if (!(error instanceof Error))
    return `threw what is no error: ${inspect(error, { depth: 1 }).slice(0, 200)}`;
  const { code, requireStack: [importer = ''] = [] } = error as NodeJS.ErrnoException & {
    readonly requireStack?: readonly string[];
  };
  if (code === 'ERR_REQUIRE_ASYNC_MODULE')
    return 'waits for something (await) outside of a function.\n  → Read what it needs at once: a synth waits for nothing.';
  const [, missing] = /^Cannot find module '(.*)'/.exec(error.message) ?? [];
  const theirs = relative(folder, importer);
  if (code !== 'MODULE_NOT_FOUND' || missing === undefined || /^\.\.|(?:^|\/)node_modules\//.test(theirs))
    return undefined;
  return `imports what is not there: ${missing}, in ${theirs}.\n  → Correct the import. Of a package, run \`npm install\` first.`;
}

/** What Node, swc or ts-node said of code that they could not compile, with its place; undefined of any other error. */
function syntaxErrorIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message, stack = '' } = error;
  if (name === 'TSError') return message.trim();
  // swc draws a frame around the code, and appends a trace of its own.
  if (/^\s*[x×] .*\n\s*(?:,-|╭─)\[/.test(message)) return message.replace(/\n+Caused by:.*/s, '');
  // Node begins with the place. What the project's own code parses, such as JSON, has none there.
  return name === 'SyntaxError' && !stack.startsWith(name) ? stack.replace(/\n\s+at .*/s, '') : undefined;
}

function refusal(path: string, value: string): InvalidInput {
  return new InvalidInput([
    problem({
      rule: 'cli/composition',
      path,
      message: 'must export `composition`: the project, its environments and its files',
      value,
      advice:
        'Run the command in the folder of a project, or write the file: docs/environments.md has an example.',
    }),
  ]);
}
