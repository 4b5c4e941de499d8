import { existsSync } from 'node:fs';
import { clusterIn, clusterStatus } from '../cluster';
import { processesOf } from '../enclosure';
import { labHome } from '../home';
import { machinesStatus } from '../machines';
import type { Steps } from '../steps';
import { clusterTable, hostsTable } from './tables';

/** Shows what runs. */
export async function status(steps: Steps): Promise<void> {
  const home = labHome();
  const cluster = clusterIn(home);
  const hosts = await machinesStatus(home);
  const there = existsSync(cluster.folder) || processesOf(cluster) !== undefined;
  const answer = there ? await clusterStatus(cluster) : undefined;
  const tables = [
    ...(hosts.length === 0 ? [] : [hostsTable(hosts)]),
    ...(answer === undefined ? [] : [clusterTable(answer)]),
  ];
  steps.result(tables.length === 0 ? 'The lab is down.' : tables.join('\n\n'), { hosts, cluster: answer });
}
