import { join } from 'node:path';
import type { Source, StarterService } from '../starting';
import { importsOf, render, serviceFiles, variableOf } from '../starting';
import type { Addition, ByHand } from './addition';
import type { EnvironmentFile } from './project';
import { type ProjectPlaces, specifierFrom } from './project-places';

/**
 * A new service: its folder, its place in the list of the project's services, and its size in every environment.
 *
 * @param places where the project says what it has; undefined where no TypeScript can be read
 */
export function addService(
  folder: string,
  service: StarterService,
  environments: readonly EnvironmentFile[],
  places: ProjectPlaces | undefined,
): Addition {
  const file = join(folder, 'services', service.name, 'service.ts');
  const variable = variableOf(service.name);
  const files = Object.fromEntries(
    serviceFiles(service).map(([path, text]) => [`services/${service.name}/${path}`, text]),
  );
  const byHand: ByHand[] = [];
  if (places === undefined || !registered(places, variable, file))
    byHand.push({
      file: 'project.ts',
      where: 'the list `services`',
      lines: [
        `import { ${variable} } from '${specifierFrom(join(folder, 'project.ts'), file)}';`,
        `  services: […, ${variable}],`,
      ],
    });
  for (const environment of environments)
    if (places === undefined || !sized(places, environment.name, service.name, service.sizes))
      byHand.push({
        file: environment.file,
        where: '`services`',
        lines: [
          `import { ${importsOf(service.sizes).join(', ')} } from 'slipway';`,
          `  ${propertyOf(service.name, service.sizes)},`,
        ],
      });
  return { files, changed: places?.sources.changed ?? {}, byHand };
}

/** Puts a service into the list of the project's. @returns whether it is there now */
function registered(places: ProjectPlaces, variable: string, file: string): boolean {
  const found = places.services;
  if (found === undefined) return false;
  const isThere = found.node.elements.some((element) => element.getText() === variable);
  const { path } = found.source;
  const imported = (isThere ? found.source : found.source.withItem(found.node, variable)).withImport(
    [variable],
    specifierFrom(path, file),
  );
  if (imported === undefined) return false;
  places.sources.put(imported);
  return true;
}

/** Says in an environment how a service runs there. @returns whether that is said now */
function sized(
  places: ProjectPlaces,
  environment: string,
  service: string,
  sizes: StarterService['sizes'],
): boolean {
  const found = places.sizes(environment);
  if (found === undefined) return false;
  if (places.sources.property(found, service) !== undefined) return true;
  const imported = found.source
    .withProperty(found.node, propertyOf(service, sizes))
    .withImport(importsOf(sizes), 'slipway');
  if (imported === undefined) return false;
  places.sources.put(imported);
  return true;
}

function propertyOf(name: string, value: Source): string {
  // As a property of an object, indented by one step.
  return render({ [name]: value }, 2, 110)
    .split('\n')
    .slice(1, -1)
    .map((line) => line.replace(/^ {4}/, ''))
    .join('\n')
    .replace(/,$/, '');
}
