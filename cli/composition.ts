import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { InvalidInput, problem, refuseIfAny } from '../core/findings';
import { type Composition, checkShape } from '../model';
import { Failure } from '../operations/process';

/** Where ts-node notes that it reads TypeScript already, as it does in a checkout of Slipway. */
const TS_NODE = Symbol.for('ts-node.register.instance');
const FILES = ['composition.ts', 'composition.js'];

/** What the project in a folder composes, from its `composition.ts`. @throws InvalidInput where there is none. */
export function loadComposition(folder: string): Composition {
  const file = FILES.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) throw refusal('composition.ts', 'missing');
  const load = createRequire(file);
  if (file.endsWith('.ts') && !(TS_NODE in process))
    (load('ts-node') as { register(options: object): void }).register({ transpileOnly: true, cwd: folder });
  const { composition } = loaded(load, file);
  if (composition === undefined) throw refusal(file, 'without it');
  refuseIfAny(checkShape(composition));
  return composition;
}

/** @throws Failure where the project's own TypeScript can't be read; what it throws itself keeps its trace */
function loaded(load: NodeJS.Require, file: string): { readonly composition?: Composition } {
  try {
    return load(file) as { readonly composition?: Composition };
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
    throw new Failure(`${file}, or what it imports, can't be read:\n${said(error)}`);
  }
}

/** Without swc's own trace behind it. */
function said({ message }: Error): string {
  return message.split(/\n+Caused by:/)[0]?.trim() ?? message;
}

/** As Node, swc and ts-node have it. */
function isSyntaxError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return (
    error instanceof SyntaxError || error.name === 'TSError' || /Syntax Error|Expected /.test(error.message)
  );
}

function refusal(path: string, value: string): InvalidInput {
  return new InvalidInput([
    problem({
      rule: 'cli/composition',
      path,
      message: 'must export `composition`: the project, its environments and its files',
      value,
      advice: 'Run this in the folder of a project, or write the file: docs/environments.md shows one.',
    }),
  ]);
}
