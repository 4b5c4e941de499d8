import { readdirSync, readFileSync } from 'node:fs';

/**
 * The providers that a Terraform runs, by their process ids. Empty where this machine does not tell.
 * @param group the process group that Terraform and they are
 */
export function providersIn(group: number): readonly number[] {
  return processIds().filter((pid) => isProvider(pid, group));
}

function processIds(): readonly number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return []; // No Linux.
  }
}

function isProvider(pid: number, group: number): boolean {
  // After the name, which may hold anything: state, parent, group.
  const [, , ofGroup] = readOfProcess(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  return Number(ofGroup) === group && readOfProcess(pid, 'cmdline').includes('terraform-provider-');
}

/** A file of a process in `/proc`; empty if the process has ended. */
export function readOfProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
