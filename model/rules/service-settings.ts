import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { runsIn } from '../not-run';
import type { Service } from '../service';
import type { AnyServiceSettings } from '../service-settings';
import { isOnEveryNode } from '../workload';

/**
 * Every environment says what it must about every service, and about no other. The types demand the same; runners that
 * skip types are caught here.
 */
export function serviceSettings({ project, environments }: ResolvedComposition): readonly Finding[] {
  const { services } = project.props;
  return [
    ...services.flatMap(twiceGiven),
    ...environments.flatMap((environment) => [
      ...services.flatMap((service) => neededAndUnwanted(environment, service)),
      ...strangers(environment, services),
    ]),
  ];
}

/** A variable that is the same everywhere is not left to environments. */
function twiceGiven({ name, props }: Service): readonly Finding[] {
  return (props.settings ?? [])
    .filter((variable) => props.env?.[variable] !== undefined)
    .map((variable) =>
      problem({
        rule: 'services/twice',
        path: `services.${name}.settings`,
        message: 'must name variables that `env` does not set',
        value: variable,
        advice: 'Take it out of one of the two.',
      }),
    );
}

function neededAndUnwanted(environment: Environment, service: Service): readonly Finding[] {
  const path = `environments.${environment.name}.services.${service.name}`;
  if (!runsIn(environment, service)) return [];
  const settings = environment.services[service.name];
  if (settings === undefined) {
    return [
      missing(
        path,
        `Add ${service.name} to the services of ${environment.name}: every environment runs every service.`,
      ),
    ];
  }
  return [
    ...needed(settings, service).map(([name, why]) =>
      missing(`${path}.${name}`, `Give it in ${environment.name}: ${why}.`),
    ),
    ...unwanted(settings, service).map(([name, why]) =>
      problem({
        rule: 'services/settings',
        path: `${path}.${name}`,
        message: 'must not be given',
        value: 'given',
        advice: `Leave it out: ${why}.`,
      }),
    ),
  ];
}

type Reasons = readonly (readonly [setting: string, why: string])[];

function needed(settings: AnyServiceSettings, { props }: Service): Reasons {
  const given = settings as Partial<AnyServiceSettings>;
  return [
    ...when(given.cpu === undefined, 'cpu', 'each pod is promised processor time'),
    ...when(given.memory === undefined, 'memory', 'each pod is promised memory'),
    ...when(
      props.single !== true && !isOnEveryNode(props) && given.replicas === undefined,
      'replicas',
      'the service may run several times',
    ),
    ...when(props.public !== undefined && given.domain === undefined, 'domain', 'the service is public'),
    ...Object.keys(props.volumes ?? {}).flatMap((name) =>
      when(
        given.volumes?.[name] === undefined,
        `volumes.${name}`,
        'the service has this volume, and its size is up to the environment',
      ),
    ),
    ...(props.settings ?? []).flatMap((name) =>
      when(
        given.settings?.[name] === undefined,
        `settings.${name}`,
        'the service leaves this value to each environment',
      ),
    ),
  ];
}

function unwanted(settings: AnyServiceSettings, { props }: Service): Reasons {
  return [
    ...when(
      isOnEveryNode(props) && settings.replicas !== undefined,
      'replicas',
      'the service is a daemon set, which runs one pod on every node',
    ),
    ...when(
      props.public === undefined && settings.domain !== undefined,
      'domain',
      'the service has no public port',
    ),
    ...when(
      props.public === undefined && settings.aliases !== undefined,
      'aliases',
      'the service has no public port',
    ),
    ...Object.keys(settings.volumes ?? {}).flatMap((name) =>
      when(props.volumes?.[name] === undefined, `volumes.${name}`, 'the service has no such volume'),
    ),
    ...Object.keys(settings.connectsTo ?? {}).flatMap((name) =>
      when(
        props.connectsTo?.[name]?.kind !== 'external',
        `connectsTo.${name}`,
        'the service connects to no server outside the cluster by this name',
      ),
    ),
    ...(['initContainers', 'sidecars'] as const).flatMap((option) =>
      Object.keys(settings[option] ?? {}).flatMap((name) =>
        when(
          props[option]?.[name] === undefined,
          `${option}.${name}`,
          `the service has ${Object.keys(props[option] ?? {}).join(', ') || 'none'}`,
        ),
      ),
    ),
    ...Object.keys(settings.settings ?? {}).flatMap((name) =>
      when(
        props.settings?.includes(name) !== true,
        `settings.${name}`,
        'the service does not leave this value to environments',
      ),
    ),
  ];
}

function when(condition: boolean, setting: string, why: string): Reasons {
  return condition ? [[setting, why]] : [];
}

function strangers(environment: Environment, services: readonly Service[]): readonly Finding[] {
  const known = services.map(({ name }) => name);
  return Object.keys({ ...environment.services, ...environment.notRun })
    .filter((name) => !known.includes(name))
    .map((name) =>
      problem({
        rule: 'services/unknown',
        path: `environments.${environment.name}.services.${name}`,
        message: 'must be one of the project’s services',
        value: name,
        advice: `The project has ${known.join(', ')}. Add it to the project, or take it out here.`,
      }),
    );
}

function missing(path: string, advice: string): Finding {
  return problem({ rule: 'services/settings', path, message: 'must be given', value: 'missing', advice });
}
