import { isIP } from 'node:net';
import { OnePort } from './interpolated';
import type { Protocol } from './port';
import { numbered, type PortNumber } from './port-number';

/**
 * A server outside the cluster: a managed database, another company's API. Made by {@link external}.
 *
 * @example
 * external('api.payments.example', 443) instanceof ExternalEndpoint; // true
 */
export class ExternalEndpoint extends OnePort {
  readonly kind = 'external';

  constructor(
    /** Its domain name or address. */
    readonly server: string,
    /** The number of its port. */
    readonly number: number,
    /** Its protocol. */
    readonly protocol: Protocol,
    /** The networks that it may have its address in, where they are given. */
    readonly networks: readonly string[] | undefined,
  ) {
    super();
  }
}

/**
 * A server outside the cluster, for `connectsTo` and for `env`.
 *
 * A network policy knows addresses, not names. Without `networks` an address is opened by itself, and a public name opens the port to
 * the public internet: all but private, shared and link-local networks. A name that resolves inside (no dot, or `.internal`, `.local`,
 * `.svc`, `.lan`, `.corp`, `.home.arpa`) needs its networks. So does a public name of a server with a private address.
 *
 * @param server Its domain name or address.
 * @param port Its port: a number for TCP, or `udp(123)`.
 * @param networks The networks that its address may be in.
 *
 * @example
 * external('api.payments.example', 443);
 *
 * @example
 * external('db.internal', 5432, ['10.20.0.0/16']);
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function external(server: string, port: PortNumber, networks?: readonly string[]): ExternalEndpoint {
  const { number, protocol } = numbered(port);
  return new ExternalEndpoint(server, number, protocol, networks);
}

/** Whether the name is one that only a network's own name servers know: it has no public address. */
export function resolvesInside(server: string): boolean {
  if (isIP(server) !== 0) return false;
  return !server.includes('.') || /\.(internal|local|svc|lan|corp|home\.arpa)$/.test(server);
}
