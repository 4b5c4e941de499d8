import { outputOf, run } from '../../operations/process';
import { type Host, uriOf } from './host';

const TIMEOUT_MS = 120_000;

/** Runs `virsh` on a host and returns its output. @throws Failure with the output, if it fails. */
export async function virsh(host: Host, ...args: readonly string[]): Promise<string> {
  return outputOf('virsh', ['--quiet', '--connect', uriOf(host), ...args], { timeoutMs: TIMEOUT_MS });
}

/** The names listed by `virsh …-list --name`, sorted. */
export async function namesOf(host: Host, ...args: readonly string[]): Promise<readonly string[]> {
  return (await virsh(host, ...args))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .sort();
}

/** Whether a host can use KVM. That the device exists does not mean that it works. */
export async function hasKvm(host: Host): Promise<boolean> {
  const args = ['--quiet', '--connect', uriOf(host), 'domcapabilities', '--virttype', 'kvm'];
  return (await run('virsh', args, { timeoutMs: TIMEOUT_MS })).code === 0;
}

/** Removes every machine, network and disk of a running host. */
export async function emptyHost(host: Host): Promise<void> {
  for (const name of await namesOf(host, 'list', '--name')) await virsh(host, 'destroy', name);
  for (const name of await namesOf(host, 'list', '--all', '--name')) await virsh(host, 'undefine', name);
  for (const name of await namesOf(host, 'net-list', '--name')) await virsh(host, 'net-destroy', name);
  for (const name of await namesOf(host, 'net-list', '--all', '--name'))
    await virsh(host, 'net-undefine', name);
  await virsh(host, 'pool-refresh', 'default');
  for (const line of await namesOf(host, 'vol-list', 'default')) {
    const [name = ''] = line.split(/\s+/);
    await virsh(host, 'vol-delete', '--pool', 'default', name);
  }
}
