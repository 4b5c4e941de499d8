import { given } from '../constructs/shape';
import type { Metadata } from '../constructs/metadata';
import { definedIn } from './defined-in';
import type { CronJob } from './cron-job';
import type { DeclaredEnvironment, EnvironmentProps } from './environment';
import type { Job } from './job';
import type { NotRun } from './not-run';
import type { Service } from './service';
import type { ServiceSettings } from './service-settings';
import type { State } from './state';

/** How a project's images are built. */
export interface BuildProps {
  /** Arguments that every image is built with: a base image, a mirror. They are part of every source hash. @default none */
  readonly arguments?: Readonly<Record<string, string>>;
  /** The platform that is built for and that the machines must have. @default 'linux/amd64' */
  readonly platform?: string;
  /** `buildkit` for today's engines, `classic` for Docker before 23. @default 'buildkit' */
  readonly builder?: 'classic' | 'buildkit';
  /**
   * How a push proves who it is: `docker-config` by what `docker login` stored, `none` for a registry without credentials
   * and without TLS, such as one on loopback. @default 'docker-config'
   */
  readonly registryAuth?: 'docker-config' | 'none';
}

/** What a whole project shares. */
export interface ProjectProps<S extends readonly Service[]> extends Metadata {
  /** Begins the name of every namespace and machine. */
  readonly name: string;
  /** The project's folder, absolute: `__dirname` of project.ts. Everything written is relative to it. */
  readonly root: string;
  /** Where images are pushed to: a host and a path; each service adds its name. @default none: no image is built here */
  readonly registry?: string;
  /** Where Terraform keeps the state of every stack. An environment may name another place. */
  readonly state: State;
  /** How images are built. @default for linux/amd64, with BuildKit and the credentials of `docker login` */
  readonly build?: BuildProps;
  /** What ships. Every environment must say how each of them runs. */
  readonly services: S;
  /**
   * Services that move through the environments together or not at all: each group by its name, such as `{ checkout: [api, web] }`.
   * @default each service moves by itself
   */
  readonly groups?: Readonly<Record<string, readonly NoInfer<S[number]>[]>>;
  /** What runs once for each image (`job()`) or on a schedule (`cronJob()`), in every environment. @default nothing */
  readonly jobs?: readonly (Job | CronJob)[];
}

type SettingsOf<S extends readonly Service[]> = {
  readonly [K in S[number] as K['props']['name']]: K extends Service<infer P>
    ? ServiceSettings<P> | NotRun<keyof NonNullable<P['ports']> & string>
    : never;
};

/** A set of services that ship together, and what they share. */
export class Project<S extends readonly Service[] = readonly Service[]> {
  constructor(
    /** What `project()` was given. */
    readonly props: ProjectProps<S>,
  ) {}

  /** Begins the name of every namespace and machine. */
  get name(): string {
    return this.props.name;
  }

  /**
   * Describes an environment of this project. `compose` checks it as a whole, with all others.
   *
   * @example
   * const web = service({
   *   name: 'web',
   *   image: image({ context: __dirname }),
   *   ports: { http: 8080 },
   *   ready: httpGet('http', '/readyz'),
   * });
   * const shop = project({
   *   name: 'shop',
   *   root: __dirname,
   *   registry: 'registry.example.com/shop',
   *   state: localState(),
   *   services: [web],
   * });
   * shop.environment({
   *   name: 'dev',
   *   cluster: kubeconfig({ context: 'shop-dev', provides: {} }),
   *   services: { web: { replicas: 1, cpu: Cpu.millis(100), memory: Size.mebibytes(128) } },
   * });
   */
  environment<const H extends string = never, const N extends string = never, const P extends string = never>(
    props: EnvironmentProps<SettingsOf<S>, H, N, P>,
  ): DeclaredEnvironment {
    // What stands for a default is `undefined` alone: `null`, as JavaScript may write it, is judged as what it is.
    const { protect = false, hypervisors = {}, networks = {}, pools = {}, secrets = {} } = given(props);
    const { services = {} } = given(props) as Partial<typeof props>;
    return {
      ...props,
      services,
      protect,
      hypervisors,
      networks,
      pools,
      secrets,
      file: definedIn(),
    };
  }
}

/**
 * Describes a project: from here on the types know its services.
 *
 * @example
 * const web = service({
 *   name: 'web',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 * });
 * project({
 *   name: 'shop',
 *   root: __dirname,
 *   registry: 'registry.example.com/shop',
 *   state: localState(),
 *   services: [web],
 * });
 */
export function project<const S extends readonly Service[]>(props: ProjectProps<S>): Project<S> {
  return new Project(given(props));
}
