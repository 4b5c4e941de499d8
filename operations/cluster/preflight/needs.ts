import { readsPodMetrics, type Tls } from '../../../constructs/workload';
import { type Finding, problem } from '../../../core/findings';
import {
  type Environment,
  namespaceOf,
  type Project,
  replicasOf,
  neededSecretKeys,
  runsIn,
  settingsOf,
} from '../../../model';

/** What the services of an environment need from its cluster. */
export interface ServicesNeeds {
  /** The path in findings, e.g. `environments.prod`. */
  readonly path: string;
  readonly namespace: string;
  /** Whether the base stack has been applied. Before that, the namespace and its contents may be missing. */
  readonly baseApplied: boolean;
  /** @default none: no service has volumes */
  readonly storageClass?: string;
  /** @default none: no service is public */
  readonly ingressClass?: string;
  /** Whether a service is autoscaled, which requires pod metrics. */
  readonly metrics: boolean;
  /** The secrets that services read or images are pulled with. */
  readonly secrets: Readonly<Record<string, NeededSecret>>;
  /** Service → the platforms of its selected image, such as `linux/amd64`. */
  readonly platforms: Readonly<Record<string, readonly string[]>>;
}

interface NeededSecret {
  /** Whether the base stack creates it. */
  readonly managed: boolean;
  readonly keys: readonly string[];
}

/** What the services of a project need from an environment's cluster. */
export function needsOfServices(
  project: Project,
  environment: Environment,
  given: Pick<ServicesNeeds, 'baseApplied' | 'platforms'>,
): ServicesNeeds {
  const services = project.props.services.filter((service) => runsIn(environment, service));
  const { provides } = environment.cluster;
  const stores = services.some(({ props }) => Object.keys(props.volumes ?? {}).length > 0);
  const isPublic = services.some(({ props }) => props.public !== undefined);
  const secrets = Object.entries(environment.secrets).map(
    ([name, { kind }]) =>
      [name, { managed: kind === 'managed', keys: neededSecretKeys(project, environment, name) }] as const,
  );
  return {
    path: `environments.${environment.name}`,
    namespace: namespaceOf(project.name, environment),
    ...(stores ? { storageClass: provides.storageClass } : {}),
    ...(isPublic ? { ingressClass: provides.ingress?.className } : {}),
    metrics: services.some((service) =>
      readsPodMetrics(replicasOf(service, settingsOf(environment, service))),
    ),
    secrets: { ...Object.fromEntries(secrets), ...(isPublic ? certificateOf(provides.ingress?.tls) : {}) },
    ...given,
  };
}

/** The secret with the certificate, which something outside the project creates. */
function certificateOf(tls: Tls | undefined): ServicesNeeds['secrets'] {
  if (tls?.kind !== 'existing-certificate') return {};
  return { [tls.secretName]: { managed: false, keys: ['tls.crt', 'tls.key'] } };
}

/** Which of the needed keys a secret lacks. @param keys the keys that it has; undefined if it does not exist */
export function checkSecret(
  path: string,
  namespace: string,
  name: string,
  needed: NeededSecret,
  keys: readonly string[] | undefined,
): readonly Finding[] {
  const missing = needed.keys.filter((key) => keys?.includes(key) !== true);
  if (missing.length === 0 && keys !== undefined) return [];
  const listed = missing.join(', ');
  return [
    problem({
      rule: 'cluster/secret-keys',
      path: `${path}.secrets.${name}`,
      message: `must be in the namespace ${namespace}${listed === '' ? '' : ` with the keys ${listed}`}`,
      value:
        keys === undefined
          ? 'not there'
          : `there with ${keys.length === 0 ? 'none' : [...keys].sort().join(', ')}`,
      advice: needed.managed
        ? 'Deploy the base stack, which writes the keys that services read. Raise the `revision` of the secret if one was taken out by hand.'
        : 'Put it there before the services are deployed: Slipway does not manage it.',
    }),
  ];
}
