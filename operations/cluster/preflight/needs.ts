import { isAutoscaled, type Tls } from '../../../constructs/workload';
import { type Finding, problem } from '../../../core/findings';
import {
  type Environment,
  namespaceOf,
  type Project,
  replicasOf,
  secretKeys,
  settingsOf,
} from '../../../model';

/** What the services of an environment ask of its cluster. */
export interface ServicesNeeds {
  /** Where findings point, e.g. `environments.prod`. */
  readonly path: string;
  readonly namespace: string;
  /** Whether the base stack has been applied: before, the namespace may be missing, and what lives in it. */
  readonly baseApplied: boolean;
  /** @default none: no service has volumes */
  readonly storageClass?: string;
  /** @default none: no service is public */
  readonly ingressClass?: string;
  /** Whether a service is autoscaled, which takes metrics of the pods. */
  readonly metrics: boolean;
  /** The secrets that services and pulls read. */
  readonly secrets: Readonly<Record<string, NeededSecret>>;
  /** Service → the platforms that its selected image has, such as `linux/amd64`. */
  readonly platforms: Readonly<Record<string, readonly string[]>>;
}

export interface NeededSecret {
  /** Whether the base stack makes it. */
  readonly managed: boolean;
  readonly keys: readonly string[];
}

/** What a project's services need of the cluster of an environment. */
export function needsOfServices(
  project: Project,
  environment: Environment,
  given: Pick<ServicesNeeds, 'baseApplied' | 'platforms'>,
): ServicesNeeds {
  const { services } = project.props;
  const { provides } = environment.cluster;
  const stores = services.some(({ props }) => Object.keys(props.volumes ?? {}).length > 0);
  const isPublic = services.some(({ props }) => props.public !== undefined);
  const secrets = Object.entries(environment.secrets).map(
    ([name, { kind }]) =>
      [name, { managed: kind === 'managed', keys: secretKeys(project, environment, name) }] as const,
  );
  return {
    path: `environments.${environment.name}`,
    namespace: namespaceOf(project.name, environment),
    ...(stores ? { storageClass: provides.storageClass } : {}),
    ...(isPublic ? { ingressClass: provides.ingress?.className } : {}),
    metrics: services.some((service) => isAutoscaled(replicasOf(service, settingsOf(environment, service)))),
    secrets: { ...Object.fromEntries(secrets), ...(isPublic ? certificateOf(provides.ingress?.tls) : {}) },
    ...given,
  };
}

/** The secret that somebody else puts a certificate into. */
function certificateOf(tls: Tls | undefined): ServicesNeeds['secrets'] {
  if (tls?.kind !== 'existing-certificate') return {};
  return { [tls.secretName]: { managed: false, keys: ['tls.crt', 'tls.key'] } };
}

/** Which of the keys that are needed a secret does not have. @param keys those that it has; undefined where it does not exist */
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
        ? 'Deploy the base stack; raise the `revision` of the secret where its keys changed.'
        : 'Put it there before the services are deployed: Slipway does not manage it.',
    }),
  ];
}
