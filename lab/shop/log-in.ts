import { join } from 'node:path';
import { readRecord, type SlotRecord } from '../../core/record';
import { Failure } from '../../operations/process';
import { sshTo } from '../../operations/ssh';
import { type Cluster, outputInCluster } from '../cluster';
import type { EnvironmentName } from './environments';
import type { Shop } from './shop';

/** The machines of one of the shop's environments, from its synth. */
export function machinesOf({ folder }: Shop, environment: EnvironmentName): readonly SlotRecord[] {
  return readRecord(join(folder, 'cdktf.out')).environments.flatMap(({ name, pools }) =>
    name === environment ? Object.values(pools).flat() : [],
  );
}

/** Logs in to a machine and checks that it matches its description. @throws Failure if it does not */
export async function logIn(cluster: Cluster, { key }: Shop, machine: SlotRecord): Promise<void> {
  const { name, address, instanceId } = machine;
  const ask = `hostname; cat /var/lib/cloud/data/instance-id; ip -brief -4 address show to ${address}`;
  const said = await outputInCluster(cluster, [...sshTo(machine, ['ssh', '-i', key]), ask], {
    timeoutMs: 180_000,
  });
  const [host, instance, addresses = ''] = said.trim().split('\n');
  if (host === name && instance === instanceId && addresses.includes(`${address}/`)) return;
  throw new Failure(`${name} at ${address} is not what was described, but says:\n${said}`);
}
