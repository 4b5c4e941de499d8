import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkNamespace } from '../../constructs/namespace';
import { entriesOf, ENVIRONMENTS_FOLDER } from '../../core/files';
import { checkEnvironmentName, namespaceOf } from '../../model';
import { findByName } from '../project';
import { addEnvironment } from './add-environment';
import type { Addition } from './addition';
import { environmentFiles } from './project';
import type { ProjectPlaces } from './project-places';
import { refusal, refuse } from './refusal';
import { placesOf, type Request } from './request';

/** Adds an environment: the one before it, copied, or one beside the pipeline. */
export function environmentAddition({ composition, folder, name, options }: Request): Addition {
  const { environments, project } = composition;
  const files = environmentFiles(composition, folder);
  const last = environments.filter((one) => one.name !== name).at(-1);
  const { after = last?.name ?? '', like } = options;
  const before = findByName('environment', environments, like ?? after);
  const places = placesOf(folder);
  refuse(
    ...checkEnvironmentName('name', name),
    ...checkNamespace({ name: namespaceOf(project.name, { name }) }, 'name (its namespace)'),
    existsSync(join(folder, ENVIRONMENTS_FOLDER, `${name}.ts`)) &&
      refusal(
        'name',
        'must not be that of a file beside it, which would be read in its place',
        'Choose another name.',
        `${ENVIRONMENTS_FOLDER}/${name}.ts`,
      ),
    before.name === name &&
      refusal(
        like === undefined ? '--after' : '--like',
        'must be another environment',
        'Choose another one.',
      ),
    options.after !== undefined &&
      like !== undefined &&
      refusal('--like', 'must come without --after', 'What is beside the pipeline comes after no other.'),
    places === undefined &&
      refusal(
        'typescript',
        'must be installed, since the new environment is copied from the one before it',
        'Run npm install --save-dev typescript@5.',
      ),
  );
  const model = findByName('environment', files, before.name);
  const isBeside = like !== undefined;
  const followers = environments
    .filter((other) => !isBeside && other.after === before && other.name !== name)
    .map(({ name: other }) => ({
      ...findByName('environment', files, other),
      selects: entriesOf(join(folder, ENVIRONMENTS_FOLDER, other, 'releases')).length > 0,
    }));
  return addEnvironment(folder, project.name, { name, model, isBeside, followers }, places as ProjectPlaces);
}
