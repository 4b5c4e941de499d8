import type { Protocol } from './port';

/** A UDP port. */
export interface UdpPort {
  readonly number: number;
  readonly protocol: 'UDP';
}

/** A port by its number: TCP, or UDP with {@link udp}. */
export type PortNumber = number | UdpPort;

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

/** The port with its protocol. */
export function numbered(port: PortNumber): NumberedPort {
  return typeof port === 'number' ? { number: port, protocol: 'TCP' } : port;
}
