import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { builtServices } from '../image-build';
import { checkName } from './names';

/** Groups are of services that are released here, each in one group at most, and their names are those of nothing else. */
export function groups({ project }: ResolvedComposition): readonly Finding[] {
  const { groups: declared = {}, services } = project.props;
  const built = new Set(builtServices(project).map(({ name }) => name));
  const taken = new Map<string, string>();
  return Object.entries(declared).flatMap(([group, members]) => {
    const path = `groups.${group}`;
    const isService = services.some(({ name }) => name === group);
    const found = [
      ...checkName(path, group),
      ...(isService ? [alsoService(path, group)] : []),
      ...(new Set(members).size < 2 ? [tooSmall(path, members.length)] : []),
    ];
    for (const { name } of members) {
      const other = taken.get(name);
      if (!built.has(name)) found.push(notReleased(path, name));
      if (other !== undefined)
        found.push(notOnce(path, other === group ? `${name} twice` : `${name}, which is in ${other}`));
      taken.set(name, group);
    }
    return found;
  });
}

function alsoService(path: string, value: string): Finding {
  return problem({
    rule: 'groups/name',
    path,
    message: 'must not have the name of a service',
    value,
    advice: 'Choose another name: a command that is given it moves all services of the group.',
  });
}

function tooSmall(path: string, count: number): Finding {
  return problem({
    rule: 'groups/services',
    path,
    message: 'must have at least two services: one alone has nothing to move with',
    value: String(count),
    advice: 'List the services that move together, or remove the group.',
  });
}

function notReleased(path: string, value: string): Finding {
  return problem({
    rule: 'groups/services',
    path,
    message: 'must have only services of the project whose images are built here: no others are promoted',
    value,
    advice: 'Take it out. Where it runs the image of another service, that one may be in the group.',
  });
}

function notOnce(path: string, value: string): Finding {
  return problem({
    rule: 'groups/services',
    path,
    message: 'must have each service once, in one group',
    value,
    advice: 'Name it once: decide for one of the groups, or make one group of both.',
  });
}
