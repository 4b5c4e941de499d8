import { join } from 'node:path';
import { importsOf, serviceFiles, type StarterService, variableOf } from '../starting';
import type { Addition, ByHand } from './addition';
import type { EnvironmentFile } from './project';
import { type ProjectPlaces, specifierFrom } from './project-places';
import { listed, propertyOf } from './registration';

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
  if (places === undefined || !listed(places.sources, places.services, variable, file))
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

/** Adds the size of a service to an environment. @returns whether it is there now */
function sized(
  places: ProjectPlaces,
  environment: string,
  service: string,
  sizes: StarterService['sizes'],
): boolean {
  const found = places.sizes(environment);
  if (found === undefined) return false;
  if (places.sources.property(found, service) !== undefined) return true;
  return places.sources.put(
    found.source.withProperty(found.node, propertyOf(service, sizes)).withImport(importsOf(sizes), 'slipway'),
  );
}
