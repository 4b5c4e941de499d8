import { given } from '../shape';
import type { ForeignPods } from './callers';
import { OnePort } from './interpolated';
import type { Protocol } from './port';

/** What is known of a Service of another namespace. */
export interface ForeignServiceOptions {
  /** The labels of the pods behind it: network policies select pods, not Services. `{}` stands for every pod of the namespace. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** The number that its pods listen on, where it is not the Service's. @default the Service's */
  readonly container?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
}

/**
 * A Service that somebody else runs in the cluster. Made by {@link inNamespace}.
 *
 * @example
 * inNamespace('kafka').service('broker', 9092, { podLabels: {} }) instanceof ForeignService; // true
 */
export class ForeignService extends OnePort {
  readonly kind = 'foreign';

  constructor(
    /** Its name. */
    readonly service: string,
    /** Its namespace. */
    readonly namespace: string,
    /** The number of its port. */
    readonly number: number,
    /** The number that its pods listen on. */
    readonly container: number,
    readonly protocol: Protocol,
    /** The labels of its pods. */
    readonly podLabels: Readonly<Record<string, string>>,
  ) {
    super();
  }
}

/**
 * A namespace that somebody else fills. Made by {@link inNamespace}.
 *
 * @example
 * inNamespace('kafka') instanceof ForeignNamespace; // true
 */
export class ForeignNamespace {
  readonly kind = 'namespace';

  constructor(
    /** Its name. */
    readonly namespace: string,
  ) {}

  /**
   * One of its Services, for `connectsTo` and for `env`. Opens the way out of here. Where the other namespace denies what it does
   * not know, the way in is opened there: by `allowFrom`, if it is one of Slipway's.
   *
   * @param name The name of the Service.
   * @param number The number of its port.
   */
  service(name: string, number: number, options: ForeignServiceOptions): ForeignService {
    const { podLabels, container = number, protocol = 'TCP' } = given(options);
    return new ForeignService(name, this.namespace, number, container, protocol, podLabels);
  }

  /**
   * Some of its pods, for `allowFrom`.
   *
   * @param podLabels Their labels. `{}` stands for every pod of the namespace.
   */
  pods(podLabels: Readonly<Record<string, string>>): ForeignPods {
    return { kind: 'pods', namespace: this.namespace, podLabels };
  }
}

/**
 * A namespace of the cluster that neither this project nor this stack manages.
 *
 * @example
 * const broker = inNamespace('kafka').service('broker', 9092, { podLabels: { app: 'kafka' } });
 * const props = { connectsTo: { KAFKA: broker }, env: { BOOTSTRAP_SERVERS: broker.address() } };
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name
 */
export function inNamespace(namespace: string): ForeignNamespace {
  return new ForeignNamespace(namespace);
}
