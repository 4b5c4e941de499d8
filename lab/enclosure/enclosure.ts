import { Failure } from '../../operations/process';

/** A machine of the lab: one process tree in namespaces of its own, and one folder with all its files. */
export interface Enclosure {
  readonly name: string;
  /** Everything of it that outlives its power being cut. */
  readonly folder: string;
}

/** What the kernel allows for the path of a socket, less the end of the string. */
const LONGEST_SOCKET_PATH = 107;

/** @throws Failure when the path is too long for a socket. */
export function refuseTooLong(socket: string): void {
  if (socket.length <= LONGEST_SOCKET_PATH) return;
  throw new Failure(
    `the path of ${socket} is longer than the ${LONGEST_SOCKET_PATH} bytes that a socket may have.\n` +
      '→ Name a folder with a shorter path in SLIPWAY_LAB.',
  );
}
