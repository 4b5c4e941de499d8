import type { Host } from './host';
import { namesOf, virsh } from './virsh';

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
