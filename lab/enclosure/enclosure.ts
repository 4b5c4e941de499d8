import { Failure } from '../../operations/process';

/** A machine of the lab: a process tree in its own namespaces, and a folder with all its files. */
export interface Enclosure {
  readonly name: string;
  /** The folder with everything that survives a power cut. */
  readonly folder: string;
}

/** The kernel's limit for a socket path, without the terminating zero. */
const LONGEST_SOCKET_PATH = 107;

/** @throws Failure if the path is too long for a socket. */
export function refuseTooLong(socket: string): void {
  if (socket.length <= LONGEST_SOCKET_PATH) return;
  throw new Failure(
    `the path of ${socket} is longer than the ${LONGEST_SOCKET_PATH} bytes that a socket may have.\n` +
      '→ Name a folder with a shorter path in SLIPWAY_LAB.',
  );
}
