import { definedIn } from './defined-in';
import type { DeclaredEnvironment, EnvironmentProps } from './environment';
import type { Service, ServiceSettings } from './service';
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
export interface ProjectProps<S extends readonly Service[]> {
  /** Begins the name of every namespace and machine. */
  readonly name: string;
  /** The project's folder, absolute: `__dirname` of project.ts. Everything written is relative to it. */
  readonly root: string;
  /** Where images are pushed to: a host and a path; each service adds its name. */
  readonly registry: string;
  readonly state: State;
  readonly build?: BuildProps;
  readonly services: S;
}

type SettingsOf<S extends readonly Service[]> = {
  readonly [K in S[number] as K['props']['name']]: K extends Service<infer P> ? ServiceSettings<P> : never;
};

/** A set of services that ship together, and what they share. */
export class Project<S extends readonly Service[] = readonly Service[]> {
  constructor(readonly props: ProjectProps<S>) {}

  get name(): string {
    return this.props.name;
  }

  /** Describes an environment of this project. It is checked as a whole, with all others, by `compose`. */
  environment<const H extends string = never, const N extends string = never, const P extends string = never>(
    props: EnvironmentProps<SettingsOf<S>, H, N, P>,
  ): DeclaredEnvironment {
    return {
      ...props,
      services: (props as Partial<typeof props>).services ?? {},
      protect: props.protect ?? false,
      hypervisors: props.hypervisors ?? {},
      networks: props.networks ?? {},
      pools: props.pools ?? {},
      secrets: props.secrets ?? {},
      file: definedIn(),
    };
  }
}

/** Describes a project: from here on the set of services is known to the types. */
export function project<const S extends readonly Service[]>(props: ProjectProps<S>): Project<S> {
  return new Project(props);
}
