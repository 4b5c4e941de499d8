import { join } from 'node:path';
import { type Enclosure, refuseTooLong } from '../enclosure';

/** A libvirt host of the lab. Its folder holds disks, images, logs and libvirt's own files. */
export type Host = Enclosure;

/** The host of this name in a lab's folder. @throws Failure if the folder's path is too long for a socket. */
export function hostIn(home: string, name: string): Host {
  const host = { name, folder: join(home, 'hosts', name) };
  refuseTooLong(socketOf(host, 'libvirt-admin-sock'));
  return host;
}

/** The `uri` for an environment's `libvirt` or for the provider. Works from outside the namespaces. */
export function uriOf(host: Host): string {
  return `qemu+unix:///system?socket=${socketOf(host, 'libvirt-sock')}`;
}

/** The URI at which `virt-admin` asks libvirt about itself. */
export function adminUriOf(host: Host): string {
  return `libvirtd:///system?socket=${socketOf(host, 'libvirt-admin-sock')}`;
}

/** The path of a disk in the host's storage pool `default`, as seen from outside. */
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

function socketOf(host: Host, name: 'libvirt-sock' | 'libvirt-admin-sock'): string {
  return join(host.folder, 'run', 'libvirt', name);
}
