import { checkNamespace } from '../../constructs/namespace';
import { type Finding, problem } from '../../core/findings';
import { FORM, MUST_BE_LABEL } from '../../core/text';
import type { ResolvedComposition } from '../composition';
import { namespaceOf } from '../names';

/** Names become DNS labels, Terraform names, schemas and folders: they are lower-case labels, each given once. */
export function names({ project, environments }: ResolvedComposition): readonly Finding[] {
  const { jobs = [] } = project.props;
  return [
    ...checkName('project.name', project.name),
    ...project.props.services.flatMap(({ name }) => checkName(`services.${name}.name`, name)),
    ...jobs.flatMap(({ name }) => checkName(`jobs.${name}.name`, name)),
    ...once(
      'services',
      [...project.props.services, ...jobs].map(({ name }) => name),
    ),
    ...once(
      'environments',
      environments.map(({ name }) => name),
    ),
    ...environments.flatMap((environment) => {
      const path = `environments.${environment.name}`;
      return [
        ...checkName(`${path}.name`, environment.name),
        ...Object.keys(environment.hypervisors).flatMap((name) =>
          checkName(`${path}.hypervisors.${name}`, name),
        ),
        ...Object.keys(environment.networks).flatMap((name) => checkName(`${path}.networks.${name}`, name)),
        ...checkNamespace(
          { name: namespaceOf(project.name, environment), dns: environment.cluster.provides.dns },
          `${path}.namespace`,
        ),
      ];
    }),
  ];
}

/** Checks the name of a project, an environment, a service or a host. */
export function checkName(path: string, name: string): readonly Finding[] {
  if (FORM.label.test(name)) return [];
  return [
    problem({
      rule: 'names/label',
      path,
      message: MUST_BE_LABEL,
      value: JSON.stringify(name),
      advice: 'Choose such a name: it becomes part of DNS names, Terraform addresses and state keys.',
    }),
  ];
}

function once(path: string, all: readonly string[]): readonly Finding[] {
  const twice = all.filter((name, index) => all.indexOf(name) !== index);
  return [...new Set(twice)].map((name) =>
    problem({
      rule: 'names/once',
      path,
      message: 'must have each name once',
      value: `${name}, given ${all.filter((other) => other === name).length} times`,
      advice: 'Rename one of them.',
    }),
  );
}
