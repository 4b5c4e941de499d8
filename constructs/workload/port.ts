/** The protocol that a port speaks. */
export type Protocol = 'TCP' | 'UDP';

/** A port whose Service has another number, or that speaks UDP. */
export interface PortSpec {
  /** The number that the process listens on: what probes ask and network policies open. */
  readonly container: number;
  /** The number under which others connect to it, by the workload's name. @default the container's */
  readonly service?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
}

/** A port with its defaults. */
export type ResolvedPort = Required<PortSpec>;

/** Ports as a workload declares them: a number, or both numbers and the protocol. */
export type Ports = Readonly<Record<string, number | PortSpec>>;

/**
 * The port with its defaults.
 *
 * @example
 * resolvePort(8080); // { container: 8080, service: 8080, protocol: 'TCP' }
 */
export function resolvePort(port: number | PortSpec): ResolvedPort {
  const {
    container,
    service = container,
    protocol = 'TCP',
  } = typeof port === 'number' ? { container: port } : port;
  return { container, service, protocol };
}

/** All ports with their defaults, by name. */
export function resolvePorts(ports: Ports): Readonly<Record<string, ResolvedPort>> {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, resolvePort(port)]));
}
