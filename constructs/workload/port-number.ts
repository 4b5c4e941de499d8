import type { Protocol } from './port';

/** A UDP port. */
export interface UdpPort {
  readonly number: number;
  readonly protocol: 'UDP';
}

/** An SCTP port. */
export interface SctpPort {
  readonly number: number;
  readonly protocol: 'SCTP';
}

/** A port by its number: TCP, or another protocol with {@link udp} and {@link sctp}. */
export type PortNumber = number | UdpPort | SctpPort;

/** A port with its protocol. */
export interface NumberedPort {
  readonly number: number;
  readonly protocol: Protocol;
}

/**
 * A UDP port, where a number alone means TCP.
 *
 * @example
 * const egress = [internet(udp(123))];
 */
export function udp(number: number): UdpPort {
  return { number, protocol: 'UDP' };
}

/**
 * An SCTP port, as signalling in telephone networks has.
 *
 * @example
 * const egress = [cidr('10.40.0.0/16', sctp(38412))];
 */
export function sctp(number: number): SctpPort {
  return { number, protocol: 'SCTP' };
}

/** The port with its protocol. */
export function numbered(port: PortNumber): NumberedPort {
  // What is neither is judged as the number that it stands for.
  return typeof port === 'object' && (port as unknown) !== null
    ? port
    : { number: port as number, protocol: 'TCP' };
}
