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
async function libvirtdOf(host: Host): Promise<number> {
  const children = await outputOf('pgrep', ['--exact', 'libvirtd', '--parent', String(initOf(host))], {
    timeoutMs: 30_000,
  });
  return Number(children.trim());
}

/**
 * The libvirtd of a host, to be killed in the middle of its work. From now on it works only when nobody else wants the processor, so
 * that it does not finish before it is killed, however busy this machine is.
 * @returns what kills it
 */
export async function mortalLibvirtd(host: Host): Promise<() => void> {
  const pid = await libvirtdOf(host);
  await outputOf('chrt', ['--all-tasks', '--idle', '--pid', '0', String(pid)], { timeoutMs: 30_000 });
  return () => {
    process.kill(pid, 'SIGKILL');
  };
}

function inMounts(host: Host, ...command: readonly string[]): Promise<string> {
  return outputOf('nsenter', [`--target=${initOf(host)}`, '--mount', '--', ...command], {
    timeoutMs: 30_000,
  });
}

function initOf(host: Host): number {
  const running = processesOf(host);
  if (running === undefined) throw new Error(`${host.name} does not run`);
  return running.init;
}
