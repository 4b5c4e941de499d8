import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput, problem, refuseIfAny } from '../../core/findings';
import { type Composition, checkShape } from '../../model';
import { Failure } from '../../operations/process';
import { EXIT } from '../exit-codes';
import { loadModule } from '../load-module';
import { loadFault, tell } from '../terminal';

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
    const said = loadFault(error, folder);
    if (said === undefined) throw error;
    throw new Failure(`${whose} ${said}`);
  } finally {
    process.off('exit', ended);
  }
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
