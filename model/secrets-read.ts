import type { Environment } from './environment';
import { runsIn } from './not-run';
import type { Project } from './project';
import { containersOf, type Service, type ServiceProps } from './service';

/** A Secret that a service reads, and where it says so. */
export interface SecretRead {
  readonly secretName: string;
  /** The key; undefined where every key is read. */
  readonly key?: string;
  /** Whether its pods start without it. */
  readonly optional: boolean;
  /** What it is read as: the variable, or the path of the file. */
  readonly as: string;
}

type Reading = Pick<ServiceProps, 'secrets' | 'files' | 'mounts' | 'envFrom'>;

/** Every Secret that a service reads in an environment, in any of its containers: as variables, as files, or as a whole. */
export function secretsRead({ services }: Environment, { name, props }: Service): readonly SecretRead[] {
  const files = { ...props.files, ...services[name]?.files };
  return [{ ...props, files }, ...containersOf(props).map(({ container }) => container)].flatMap(readIn);
}

function readIn({ secrets = {}, files = {}, mounts = {}, envFrom = [] }: Reading): readonly SecretRead[] {
  return [
    ...Object.entries(secrets).map(([as, { secretName, key, optional = false }]) => ({
      secretName,
      key,
      optional,
      as,
    })),
    ...Object.entries(files).flatMap(([as, content]) =>
      typeof content === 'object' && 'secretName' in content
        ? [{ secretName: content.secretName, key: content.key, optional: false, as }]
        : [],
    ),
    ...Object.entries(mounts).flatMap(([as, mount]) =>
      mount.kind === 'secret' ? [{ secretName: mount.name, optional: mount.optional === true, as }] : [],
    ),
    ...envFrom.flatMap(({ kind, name, optional }) =>
      kind === 'secret' ? [{ secretName: name, optional: optional === true, as: 'variables' }] : [],
    ),
  ];
}

/** Every Secret that the services of a project read which run in an environment. */
export function allSecretsRead({ props }: Project, environment: Environment): readonly SecretRead[] {
  return props.services
    .filter((service) => runsIn(environment, service))
    .flatMap((service) => secretsRead(environment, service));
}
