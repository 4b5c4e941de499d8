import { given } from '../constructs/shape';
import {
  type ForeignPods,
  type ForeignService,
  type ForeignServiceOptions,
  inNamespace,
  OnePort,
  selectorOf,
} from '../constructs/workload';
import { namespaceOf } from './namespace-of';

/**
 * A service of another project, as one of this project connects to it. Made by {@link inProject}.
 *
 * @example
 * inProject('payments').service('api', 8080).url(); // http://api.payments-prod.svc:8080, in prod
 */
export class ProjectService extends OnePort {
  readonly kind = 'project-service';

  constructor(
    /** The project that it belongs to. */
    readonly project: ForeignProject,
    /** Its name. */
    readonly service: string,
    /** The number of its port. */
    readonly number: number,
    /** The number that its pods listen on, and the protocol. */
    readonly options: Omit<ForeignServiceOptions, 'podLabels'>,
  ) {
    super();
  }
}

/**
 * The pods of a service of another project, which may connect to one of this project. Made by {@link inProject}.
 *
 * @example
 * const allowFrom = { http: [inProject('shop').pods('web')] };
 */
export class ProjectPods {
  readonly kind = 'project-pods';

  constructor(
    /** The project that they belong to. */
    readonly project: ForeignProject,
    /** The name of the service. */
    readonly service: string,
  ) {}
}

/** What is known of another project. */
export interface ForeignProjectOptions {
  /** Environment of this project → what the other calls the one beside it. @default the same name */
  readonly environments?: Readonly<Record<string, string>>;
}

/**
 * Another project of Slipway in the same clusters. Made by {@link inProject}.
 *
 * @example
 * inProject('payments') instanceof ForeignProject; // true
 */
export class ForeignProject {
  constructor(
    /** Its name. */
    readonly name: string,
    private readonly options: ForeignProjectOptions,
  ) {}

  /**
   * One of its services, for `connectsTo` and for `env`: the one in the environment of the same name. Opens the way out of here; the
   * way in is opened there, by `allowFrom`.
   *
   * @param name The name of the service.
   * @param number The number of its port, as its Service has it.
   */
  service(
    name: string,
    number: number,
    options: Omit<ForeignServiceOptions, 'podLabels'> = {},
  ): ProjectService {
    return new ProjectService(this, name, number, options);
  }

  /**
   * The pods of one of its services, for `allowFrom`.
   *
   * @param service The name of the service.
   */
  pods(service: string): ProjectPods {
    return new ProjectPods(this, service);
  }

  /** The namespace beside an environment of this project. */
  namespaceBeside({ name }: { readonly name: string }): string {
    return namespaceOf(this.name, { name: this.options.environments?.[name] ?? name });
  }
}

/**
 * Another project of Slipway whose services run in the same clusters. Each end says its part: one connects, the other lets it in.
 *
 * @example
 * // In the project `shop`:
 * service({
 *   name: 'web',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 *   connectsTo: { PAYMENTS: inProject('payments').service('api', 8080) },
 * });
 * // In the project `payments`:
 * service({
 *   name: 'api',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 *   allowFrom: { http: [inProject('shop').pods('web')] },
 * });
 */
export function inProject(name: string, options: ForeignProjectOptions = {}): ForeignProject {
  return new ForeignProject(name, given(options));
}

/** A service of another project, as it is beside an environment of this one. */
export function serviceBeside(
  environment: { readonly name: string },
  { project, service, number, options }: ProjectService,
): ForeignService {
  const podLabels = selectorOf(service);
  return inNamespace(project.namespaceBeside(environment)).service(service, number, {
    ...options,
    podLabels,
  });
}

/** Pods of another project, as they are beside an environment of this one. */
export function podsBeside(
  environment: { readonly name: string },
  { project, service }: ProjectPods,
): ForeignPods {
  return inNamespace(project.namespaceBeside(environment)).pods(selectorOf(service));
}
