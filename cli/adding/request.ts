import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Composition } from '../../model';
import { compilerOf } from './compiler';
import type { AddOptions } from './options';
import { ProjectPlaces } from './project-places';
import { refusal, refuse } from './refusal';
import { Sources } from './sources';

/** What is asked for. */
export interface Request {
  readonly composition: Composition;
  /** The project's folder. */
  readonly folder: string;
  readonly name: string;
  readonly options: AddOptions;
}

/** Where the project says what it has. Undefined where no TypeScript compiler is installed that could read it. */
export function placesOf(folder: string): ProjectPlaces | undefined {
  const file = join(folder, 'composition.ts');
  refuse(
    !existsSync(file) &&
      refusal(
        'composition.ts',
        'must be there, since what is added is written in TypeScript',
        'In a project in JavaScript, write it by hand.',
      ),
  );
  const compiler = compilerOf(folder);
  return compiler === undefined ? undefined : new ProjectPlaces(new Sources(compiler, folder), file);
}
