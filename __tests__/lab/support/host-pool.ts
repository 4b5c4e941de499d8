import { join } from 'node:path';
import { type Host, outputOf, virsh } from '../../../lab';
import { processesOf } from '../../../lab/enclosure';

const POOL = '/var/lib/libvirt/images';

/** A small file system for the disks of a host: it goes with the host's power, and all that is on it. */
export async function mountPool(host: Host, mebibytes: number): Promise<void> {
  await inMounts(host, 'mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'disks', POOL);
  await virsh(host, 'pool-refresh', 'default');
}

/** Gives that file system another size. What is on it stays. */
export async function resizePool(host: Host, mebibytes: number): Promise<void> {
  await inMounts(host, 'mount', '-o', `remount,size=${mebibytes}m`, POOL);
}

/** Where a disk lies on that file system, seen from outside. */
export function poolPath(host: Host, volume: string): string {
  return join('/proc', String(initOf(host)), 'root', POOL, volume);
}

/** The libvirtd of a host, by the number that it has here. */
export async function libvirtdOf(host: Host): Promise<number> {
  const children = await outputOf('pgrep', ['--exact', 'libvirtd', '--parent', String(initOf(host))], {
    timeoutMs: 5_000,
  });
  return Number(children.trim());
}

function inMounts(host: Host, ...command: readonly string[]): Promise<string> {
  return outputOf('nsenter', [`--target=${initOf(host)}`, '--mount', '--', ...command], {
    timeoutMs: 10_000,
  });
}

function initOf(host: Host): number {
  const running = processesOf(host);
  if (running === undefined) throw new Error(`${host.name} does not run`);
  return running.init;
}
