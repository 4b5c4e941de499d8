import { join, relative } from 'node:path';
import { variableOf } from '../starting';
import type { Addition, ByHand } from './addition';
import { copyOf } from './copy-environment';
import type { EnvironmentFile } from './project';
import { type ProjectPlaces, specifierFrom } from './project-places';
import { listed } from './registration';

/** A new environment, and its place in the pipeline. */
interface EnvironmentPlace {
  readonly name: string;
  /** The environment from which it takes what its services are. It comes after that one, unless it is beside the pipeline. */
  readonly model: EnvironmentFile;
  readonly isBeside: boolean;
  /** The environments that are to come after it, and come after its model until now; and whether each already selects images. */
  readonly followers: readonly (EnvironmentFile & { readonly selects: boolean })[];
}

/**
 * A new environment: its file, in which the services are as in the one that is its model, its place in the list of
 * environments, and the environments that now come after it. One that already selects images stays where it is: none of them was
 * verified in the new one.
 *
 * @throws InvalidInput if its model is not declared in a form that can be copied
 */
export function addEnvironment(
  folder: string,
  project: string,
  { name, model, isBeside, followers }: EnvironmentPlace,
  places: ProjectPlaces,
): Addition {
  const file = join(folder, 'environments', name, 'index.ts');
  const variable = variableOf(name);
  const context = isBeside ? undefined : `${project}-${name}`;
  const copy = copyOf(places, model, { name, file, context });
  const files = { [relative(folder, file)]: copy.text };
  const byHand: ByHand[] = [];
  const place = (composition: string) => specifierFrom(join(folder, composition), file);
  const before = places.entryOf(model.name);
  if (before === undefined || !listed(places.sources, places.environments, variable, file, before))
    byHand.push({
      file: 'composition.ts',
      where: `the list \`environments\`, after ${model.name}`,
      lines: [
        `import { ${variable} } from '${place('composition.ts')}';`,
        `  environments: [${variableOf(model.name)}, ${variable}, …],`,
      ],
    });
  const notes =
    copy.left.length === 0
      ? []
      : [`Not taken from ${model.name}, since each environment has its own: ${copy.left.join(', ')}.`];
  for (const follower of followers) {
    if (follower.selects)
      notes.push(
        `${follower.name} still comes after ${model.name}: it selects images that nobody has verified in ${name}. ` +
          `Once ${name} has verified what ${follower.name} selects, write \`after: ${variable}\` in ${follower.file}.`,
      );
    else if (!follows(places, follower.name, variable, file))
      byHand.push({
        file: follower.file,
        where: `\`after\``,
        lines: [`import { ${variable} } from '${place(follower.file)}';`, `  after: ${variable},`],
      });
  }
  return { files, changed: places.sources.changed, byHand, notes };
}

/** Lets an environment come after the new one. @returns whether it does now */
function follows(places: ProjectPlaces, follower: string, variable: string, file: string): boolean {
  const found = places.environment(follower);
  const { compiler } = places.sources;
  const after = found?.node.properties.find((property) => property.name?.getText() === 'after');
  if (found === undefined || after === undefined || !compiler.isPropertyAssignment(after)) return false;
  const before = after.initializer.getText();
  if (before === variable) return true;
  return places.sources.put(
    found.source
      .withInstead(after.initializer, variable)
      .withoutUnusedImport(before)
      .withImport([variable], specifierFrom(found.source.path, file)),
  );
}
