import { statSync } from 'node:fs';
import { diskPath, type Host, outputOf, virsh } from '../../../lab';

const TIMEOUT_MS = 120_000;
const PATTERN = '-P 0xa5 0 1M';

/** Writes what only a machine with this very disk can have written: switched off meanwhile, since it holds the disk. */
export async function mark(host: Host, machine: string, disk: string): Promise<void> {
  await virsh(host, 'destroy', machine);
  await qemuIo(`write ${PATTERN}`, diskPath(host, disk));
  await virsh(host, 'start', machine);
}

/** Fails unless the disk holds what {@link mark} wrote. */
export async function expectMark(host: Host, disk: string): Promise<void> {
  // qemu-io answers 0 even when the pattern differs.
  expect(await qemuIo(`read ${PATTERN}`, diskPath(host, disk), '-U', '-r')).not.toMatch(
    /verification failed/,
  );
}

/** Tells a disk from one that was created again under its name. */
export function birthOf(host: Host, disk: string): string {
  const { ino, birthtimeMs } = statSync(diskPath(host, disk));
  return `${ino} ${birthtimeMs}`;
}

function qemuIo(command: string, path: string, ...options: readonly string[]): Promise<string> {
  return outputOf('qemu-io', [...options, '-f', 'qcow2', '-c', command, path], { timeoutMs: TIMEOUT_MS });
}
