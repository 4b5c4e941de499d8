import type { Size } from '../quantities';
import type { Tls } from './tls';
import { by } from '../../core/text';

/** The controllers whose annotations Slipway knows. Their names are alike, and their annotations are not. */
export type IngressController = 'ingress-nginx' | 'nginx-inc';

/** Which paths lead to which ports. */
type Routes<Port extends string> =
  | {
      /** The name of the port that everything leads to. */
      readonly port: Port;
      readonly paths?: undefined;
    }
  | {
      readonly port?: undefined;
      /** The beginning of a path → the name of the port: `{ '/api/v1/streaming': 'streaming' }`. */
      readonly paths: Readonly<Record<string, Port>>;
    };

/** What is the same for a workload wherever it is served: where requests lead, and how they are treated. */
export type PublicPort<Port extends string = string> = Routes<Port> & {
  /**
   * The largest request that is let through. No field of Kubernetes says this, but an annotation of the controller: one that is known.
   * @default what the controller lets through (ingress-nginx: 1 MiB)
   */
  readonly maxBodySize?: Size;
  /** Annotations of the ingress, which controllers read. Data, not a template. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
};

/** Where the ingress controller of a cluster runs, and what it is called. */
export interface ControllerPlace {
  /** Which controller it is, where something depends on it. @default not known */
  readonly controller?: IngressController;
  /**
   * The namespace whose pods may connect: where the controller runs.
   * @default 'ingress-nginx', or none where `controllerNetworks` says where connections come from
   */
  readonly controllerNamespace?: string;
  /**
   * The networks from which it connects, where it has no pods with addresses of their own: those of the nodes for one on the host's
   * network, those of the subnets for a load balancer of a cloud that sends requests to pods. @default none
   */
  readonly controllerNetworks?: readonly string[];
}

/** Domains that lead to ports. */
export type IngressSpec<Port extends string = string> = PublicPort<Port> &
  ControllerPlace & {
    /** The domain: `shop.example.com`, or `*.shop.example.com` for all that are one label longer. */
    readonly domain: string;
    /** Further domains that lead to the same. @default none */
    readonly aliases?: readonly string[];
    /** The cluster's IngressClass, e.g. `nginx`. */
    readonly className: string;
    /** How it is encrypted. */
    readonly tls: Tls;
  };

/** One path and the port that it leads to. */
export interface Route<Port extends string = string> {
  readonly path: string;
  readonly port: Port;
}

/** Which paths lead to which ports, in order of the paths. */
export function routesOf<Port extends string>({ port, paths }: Routes<Port>): readonly Route<Port>[] {
  if (port !== undefined) return [{ path: '/', port }];
  return Object.entries<Port>(paths ?? {})
    .map(([path, to]) => ({ path, port: to }))
    .sort(by(({ path }) => path));
}

/** By which ingress-nginx is told that paths are regular expressions. */
export const USE_REGEX = 'nginx.ingress.kubernetes.io/use-regex';
const REWRITE = 'nginx.ingress.kubernetes.io/rewrite-target';

/** Whether a path is a regular expression rather than the beginning of a path. */
export function isPattern(path: string): boolean {
  return /[()|*$^[\]{}\\?]/.test(path);
}

/** Whether the controller reads regular expressions in the paths of an ingress. A path that is rewritten is one to ingress-nginx. */
export function readsPatterns(annotations: Readonly<Record<string, string>> = {}): boolean {
  return annotations[USE_REGEX] === 'true' || annotations[REWRITE] !== undefined;
}

/** All its domains, the first one first. */
export function domainsOf({
  domain,
  aliases = [],
}: Pick<IngressSpec, 'domain' | 'aliases'>): readonly string[] {
  return [domain, ...[...aliases].sort()];
}

/** The annotation by which a controller is told how large a request may be. Both take `40m`. */
export const BODY_SIZE_ANNOTATIONS: Readonly<Record<IngressController, string>> = {
  'ingress-nginx': 'nginx.ingress.kubernetes.io/proxy-body-size',
  'nginx-inc': 'nginx.org/client-max-body-size',
};

const DEFAULT_CONTROLLER_NAMESPACE = 'ingress-nginx';

/** The namespace whose pods may connect, if it is by their namespace that they are known. */
export function controllerNamespaceOf(place: ControllerPlace): string | undefined {
  const { controllerNamespace, controllerNetworks } = place;
  return controllerNamespace ?? (controllerNetworks === undefined ? DEFAULT_CONTROLLER_NAMESPACE : undefined);
}
