import { checkManagedSecret } from '../../constructs/managed-secret';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { clusterTokenVariable, secretVariableOf } from '../names';
import { runsIn } from '../not-run';
import type { Project } from '../project';
import { allPullSecrets } from '../pull-secrets';
import { secretKeys } from '../secret-keys';
import { allSecretsRead, secretsRead } from '../secrets-read';
import type { Service } from '../service';

/** Every secret that a service reads, and each that pulls images, has a source in every environment. */
export function secrets({ project, environments }: ResolvedComposition): readonly Finding[] {
  return [
    ...environments.flatMap((environment) => [
      ...project.props.services
        .filter((service) => runsIn(environment, service))
        .flatMap((service) => read(project, environment, service)),
      ...pulled(project, environment),
      ...unread(project, environment),
      ...managed(project, environment),
    ]),
    ...sharedVariables(project, environments),
  ];
}

function read(project: Project, environment: Environment, service: Service): readonly Finding[] {
  return secretsRead(environment, service).flatMap(({ secretName, key, optional, as }) => {
    const source = environment.secrets[secretName];
    if (source === undefined) {
      return optional
        ? []
        : [sourceless(environment, secretName, `service ${service.name} reads it as ${as}`)];
    }
    const asked = secretKeys(project, environment, secretName);
    return source.kind === 'managed' && key === undefined && asked.length === 0
      ? [keyless(environment, secretName, service)]
      : [];
  });
}

/** What is asked for at deploy are the keys that services name. */
function keyless({ name }: Environment, secret: string, service: Service): Finding {
  return problem({
    rule: 'secrets/whole',
    path: `environments.${name}.secrets.${secret}`,
    message: 'must list its keys, since a service reads them all and names none',
    value: `none, for service ${service.name}`,
    advice: "List them: keys: ['tls.crt', 'tls.key']. A deploy asks for their values.",
  });
}

/** A secret that pulls images has a form of its own, so nothing else can be in it. */
function pulled(project: Project, environment: Environment): readonly Finding[] {
  const secrets = new Map(
    allPullSecrets(project, environment).map(({ secretName, path }) => [secretName, path]),
  );
  return [...secrets].flatMap(([secret, path]) => {
    if (environment.secrets[secret] === undefined)
      return [sourceless(environment, secret, `images are pulled with it (${path})`)];
    const readers = project.props.services.filter((service) =>
      secretsRead(environment, service).some(({ secretName }) => secretName === secret),
    );
    if (readers.length === 0) return [];
    return [
      problem({
        rule: 'secrets/pull',
        path,
        message: 'must be a secret that no service reads',
        value: `${secret}, which ${readers.map(({ name }) => name).join(', ')} reads`,
        advice: "Keep the registry's credentials in a secret of their own.",
      }),
    ];
  });
}

function sourceless(environment: Environment, secret: string, because: string): Finding {
  return problem({
    rule: 'secrets/source',
    path: `environments.${environment.name}.secrets.${secret}`,
    message: `must be given, since ${because}`,
    value: 'missing',
    advice: `Say where it comes from: '${secret}': managedSecret({ revision: 1 }) asks for its values at deploy, existingSecret() leaves it to something else.`,
  });
}

function unread(project: Project, environment: Environment): readonly Finding[] {
  const read = new Set([
    ...allSecretsRead(project, environment).map(({ secretName }) => secretName),
    ...allPullSecrets(project, environment).map(({ secretName }) => secretName),
  ]);
  return Object.keys(environment.secrets)
    .filter((name) => !read.has(name) && secretKeys(project, environment, name).length === 0)
    .map((name) =>
      problem({
        rule: 'secrets/unread',
        path: `environments.${environment.name}.secrets.${name}`,
        message: 'must be read by a service, list its keys, or be one that images are pulled with',
        value: name,
        advice:
          'Take it out, read it with secretKey() in a service, or give its `keys` for what `extend` makes.',
      }),
    );
}

function managed(project: Project, environment: Environment): readonly Finding[] {
  return Object.entries(environment.secrets).flatMap(([name, source]) => {
    const keys = secretKeys(project, environment, name);
    if (source.kind !== 'managed' || keys.length === 0) return [];
    const { revision } = source;
    return checkManagedSecret({ name, keys, revision }, `environments.${environment.name}.secrets.${name}`);
  });
}

/**
 * Two values that would be asked for in one variable would be one value: a run of `slipway deploy` has one environment for all that
 * it deploys. Within one secret, `managed` says it.
 */
function sharedVariables(project: Project, environments: readonly Environment[]): readonly Finding[] {
  const holders = new Map<string, string>(
    environments
      .filter(({ cluster }) => cluster.connection.kind === 'existing')
      .map((environment) => [
        clusterTokenVariable(environment),
        `the token of ${environment.name}'s cluster`,
      ]),
  );
  return environments.flatMap((environment) =>
    asked(project, environment).flatMap(({ secret, key, variable }) => {
      const own = `environments.${environment.name}.secrets.${secret}`;
      const holder = holders.get(variable);
      holders.set(variable, holder ?? `${own}/${key}`);
      if (holder === undefined || holder.startsWith(`${own}/`)) return [];
      return [
        problem({
          rule: 'secrets/variable',
          path: own,
          message: 'must be asked for in variables of its own',
          value: `${variable}, for ${secret}/${key} and for ${holder}`,
          advice:
            'Rename a secret, a key or an environment: whatever is not a letter or digit becomes an underscore in the name of its variable.',
        }),
      ];
    }),
  );
}

function asked(project: Project, environment: Environment) {
  return Object.entries(environment.secrets)
    .filter(([, { kind }]) => kind === 'managed')
    .flatMap(([secret]) =>
      secretKeys(project, environment, secret).map((key) => ({
        secret,
        key,
        variable: secretVariableOf(environment, secret, key),
      })),
    );
}
