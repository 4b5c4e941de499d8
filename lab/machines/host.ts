import { join } from 'node:path';
import { Failure } from '../../process';

/** A libvirt host of the lab: one process tree in namespaces of its own, and one folder with all its files. */
export interface Host {
  readonly name: string;
  /** Disks, images, logs and libvirt's own files. Everything of a host that outlives its power being cut. */
  readonly folder: string;
}

/** What the kernel allows for the path of a socket, less the end of the string. */
const LONGEST_SOCKET_PATH = 107;

/** The host of this name in a lab's folder. @throws Failure when the folder's path is too long for a socket. */
export function hostIn(home: string, name: string): Host {
  const host = { name, folder: join(home, 'hosts', name) };
  if (socketOf(host).length > LONGEST_SOCKET_PATH) {
    throw new Failure(
      `the path of ${socketOf(host)} is longer than the ${LONGEST_SOCKET_PATH} bytes that a socket may have.\n` +
        '→ Name a folder with a shorter path in SLIPWAY_LAB.',
    );
  }
  return host;
}

/** What the `libvirt` of an environment, or the provider, takes as its `uri`. Works from outside of the namespaces. */
export function uriOf(host: Host): string {
  return `qemu+unix:///system?socket=${socketOf(host)}`;
}

/** Where a disk of the host's storage pool `default` lies, seen from outside. */
export function diskPath(host: Host, volume: string): string {
  return join(host.folder, 'lib', 'images', volume);
}

/** What a machine has printed on its serial console. */
export function consoleLogPath(host: Host, machine: string): string {
  return join(host.folder, 'log', 'qemu', `${machine}.console.log`);
}

export function hostLogPath(host: Host): string {
  return join(host.folder, 'log', 'host.log');
}

function socketOf(host: Host): string {
  return join(host.folder, 'run', 'libvirt', 'libvirt-sock');
}
