import { Failure } from '../../../operations/process';
import { type Host, hostsIn, virsh } from '../../machines';
import type { EnvironmentName } from '../environments';

/** The name of a slot's machine: on its host, as its host name, and as a node. */
export function machineName(environment: EnvironmentName, slot: string): string {
  return `shop-${environment}-nodes-${slot}`;
}

/** Slot → the UUID of its running machine. A different UUID is a different machine. */
export async function runningMachines(
  home: string,
  environment: EnvironmentName,
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(hostsIn(home).map((host) => machinesOn(host, environment)));
  return Object.fromEntries(found.flat().sort());
}

/** The host that runs a slot's machine. @throws Failure if none does */
export async function hostOf(home: string, environment: EnvironmentName, slot: string): Promise<Host> {
  for (const host of hostsIn(home))
    if ((await machinesOn(host, environment)).some(([key]) => key === slot)) return host;
  throw new Failure(`no host runs ${machineName(environment, slot)}`);
}

async function machinesOn(
  host: Host,
  environment: EnvironmentName,
): Promise<readonly (readonly [slot: string, uuid: string])[]> {
  const prefix = machineName(environment, '');
  return (await virsh(host, 'list', '--uuid', '--name')).split('\n').flatMap((line) => {
    const [uuid = '', name = ''] = line.trim().split(/\s+/);
    return name.startsWith(prefix) ? [[name.slice(prefix.length), uuid] as const] : [];
  });
}
