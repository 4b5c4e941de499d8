import { readdirSync, readFileSync } from 'node:fs';

/**
 * How many bytes the providers of a Terraform have read and written so far, disk and network together. Undefined where none runs,
 * or this machine does not tell.
 * @param group the process group that Terraform and they are
 */
export function providerBytes(group: number): number | undefined {
  const counts = processIds().flatMap((pid) => (isProvider(pid, group) ? bytesOf(pid) : []));
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

function processIds(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return []; // No Linux.
  }
}

function isProvider(pid: string, group: number): boolean {
  // After the name, which may hold anything: state, parent, group.
  const [, , ofGroup] = read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(ofGroup) === group && read(pid, 'cmdline').includes('terraform-provider-');
}

function bytesOf(pid: string): number | readonly [] {
  const [, read_ = '', written = ''] = /^rchar: (\d+)\nwchar: (\d+)/.exec(read(pid, 'io')) ?? [];
  return read_ === '' ? [] : Number(read_) + Number(written);
}

/** Empty for a process that is gone by now. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
