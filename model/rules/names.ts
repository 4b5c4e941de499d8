import { checkNamespace } from '../../constructs/namespace';
import { findingsOf, name as usable } from '../../constructs/shape';
import { type Finding, problem } from '../../core/findings';
import { FORM, MUST_BE_LABEL } from '../../core/text';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { IMAGES_STACK, namespaceOf } from '../names';

/** Names become DNS labels, Terraform names, schemas and folders: they are lower-case labels, each given once. */
export function names({ project, environments }: ResolvedComposition): readonly Finding[] {
  const { jobs = [] } = project.props;
  const ofProject = checkName('project.name', project.name);
  return [
    ...ofProject,
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
      const wrong = checkEnvironmentName(`${path}.name`, environment.name);
      // The namespace is called by the project and the environment: it says nothing more of a name that is wrong already.
      const isDerived = ofProject.length + wrong.length > 0;
      return [
        ...wrong,
        ...hostNames(environment),
        ...Object.keys(environment.networks).flatMap((name) => checkName(`${path}.networks.${name}`, name)),
        ...checkNamespace(
          { name: namespaceOf(project.name, environment), dns: environment.cluster.provides.dns },
          `${path}.namespace`,
        )
          .filter((finding) => !isDerived || finding.path !== `${path}.namespace.name`)
          .map((finding) => ofTheCluster(finding, path)),
      ];
    }),
  ];
}

/** Where pods ask for names, the cluster says. */
function ofTheCluster(finding: Finding, path: string): Finding {
  return { ...finding, path: finding.path.replace(`${path}.namespace.dns`, `${path}.cluster.provides.dns`) };
}

/** What is wrong with the names of the hosts of an environment. */
export function hostNames({
  name,
  hypervisors,
}: Pick<Environment, 'name' | 'hypervisors'>): readonly Finding[] {
  return Object.keys(hypervisors).flatMap((host) =>
    checkName(`environments.${name}.hypervisors.${host}`, host),
  );
}

/** Checks the name of an environment, which commands tell from the images of the project by its name alone. */
export function checkEnvironmentName(path: string, name: string): readonly Finding[] {
  if (name !== IMAGES_STACK) return checkName(path, name);
  return [
    problem({
      rule: 'names/reserved',
      path,
      message: `must not be ${IMAGES_STACK}: \`slipway deploy ${IMAGES_STACK}\` builds and pushes the images of the project`,
      value: name,
      advice: 'Choose another name.',
    }),
  ];
}

/** Checks the name of a project, an environment, a service or a host. */
export function checkName(path: string, name: string): readonly Finding[] {
  if (FORM.label.test(name)) return findingsOf(usable, name, path);
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
      advice: 'Rename one of them, or take out the one that is listed twice.',
    }),
  );
}
