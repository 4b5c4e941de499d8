import { NamedPorts } from '../constructs/workload';

/** A port of a service that is named, not imported. */
export interface PortReference {
  readonly kind: 'reference';
  /** The service's name. */
  readonly service: string;
  /** The port's name. */
  readonly port: string;
}

/**
 * A service that is named, not imported. Made by {@link ref}.
 *
 * @example
 * ref('orders').name; // 'orders'
 */
export class ServiceReference extends NamedPorts<string, PortReference> {
  constructor(
    /** The service's name. */
    readonly name: string,
  ) {
    super();
  }

  /** One of its ports, for another service's `connectsTo`. */
  override port(name: string): PortReference {
    return { kind: 'reference', service: this.name, port: name };
  }
}

/**
 * A service of the project by its name, for services that call each other: each file would have to import the other. The name and
 * the port are checked with the project, not by the compiler. It opens the connection and sets the variables, but says nothing about
 * the order of rollouts: of two that call each other, neither can wait for the other.
 *
 * @example
 * service({
 *   name: 'payments',
 *   image: image({ context: __dirname }),
 *   ports: { http: 8080 },
 *   ready: httpGet('http', '/readyz'),
 *   env: { ORDERS_URL: ref('orders').url('http') },
 * });
 */
export function ref(name: string): ServiceReference {
  return new ServiceReference(name);
}
