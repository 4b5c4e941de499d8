import { join } from 'node:path';
import { type Enclosure, refuseTooLong } from '../enclosure';

/** A libvirt host of the lab. Its folder has disks, images, logs and libvirt's own files. */
export type Host = Enclosure;

/** The host of this name in a lab's folder. @throws Failure when the folder's path is too long for a socket. */
export function hostIn(home: string, name: string): Host {
  const host = { name, folder: join(home, 'hosts', name) };
  refuseTooLong(socketOf(host));
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
