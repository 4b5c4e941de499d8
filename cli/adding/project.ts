import { relative } from 'node:path';
import type { Composition, Hypervisor } from '../../model';

/** An environment of a project that exists, and where it is declared. */
export interface EnvironmentFile {
  readonly name: string;
  /** The file that declares it, relative to the project's folder. */
  readonly file: string;
  readonly hypervisors: Readonly<Record<string, Hypervisor>>;
}

/** The environments of a project, in the order in which they are composed. */
export function environmentFiles({ environments }: Composition, folder: string): readonly EnvironmentFile[] {
  return environments.map(({ name, file, hypervisors }) => ({
    name,
    file: file === undefined ? `environments/${name}/index.ts` : relative(folder, file),
    hypervisors,
  }));
}
