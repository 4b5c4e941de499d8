import type { HostPort } from './exemption';

export const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;

/** The protocol that a port speaks. SCTP takes a network plugin that carries it. */
export type Protocol = (typeof PROTOCOLS)[number];

/** A port whose Service has another number, or that speaks UDP or SCTP. */
export interface PortSpec {
  /** The number that the process listens on: what probes ask and network policies open. */
  readonly container: number;
  /** The number under which others connect to it, by the workload's name. @default the container's */
  readonly service?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /**
   * A port of the node that leads there: `onHostPort(6831, 'reason')`. Network policies hold for it as for the port itself: pods name
   * the workload in `connectsTo`, and `allowFrom` says who else may come.
   * @default none
   */
  readonly hostPort?: HostPort;
}

/** A port with its defaults. */
export type ResolvedPort = Required<Omit<PortSpec, 'hostPort'>> & Pick<PortSpec, 'hostPort'>;

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
    hostPort,
  }: PortSpec = typeof port === 'number' ? { container: port } : port;
  return { container, service, protocol, ...(hostPort === undefined ? {} : { hostPort }) };
}

/**
 * Whether a container lists the port, so that it has a name there. The provider for Terraform takes none of SCTP; a port is open without
 * being listed.
 */
export function isListed({ protocol }: Pick<ResolvedPort, 'protocol'>): boolean {
  return protocol !== 'SCTP';
}

/** Whether a pod with these ports takes one of its node, so that no two fit on a node. */
export function takesHostPort(ports: Ports): boolean {
  return Object.values(ports).some((port) => typeof port === 'object' && port.hostPort !== undefined);
}

/** All ports with their defaults, by name. */
export function resolvePorts(ports: Ports): Readonly<Record<string, ResolvedPort>> {
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, resolvePort(port)]));
}
