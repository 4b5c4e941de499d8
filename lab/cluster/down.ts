import { rmSync } from 'node:fs';
import { Failure } from '../../operations/process';
import { namespacesOf, settledProcessesOf, tracesOf } from '../enclosure';
import type { Cluster } from './cluster';
import { controlGroupsOf, switchOff } from './power';

/**
 * Removes the cluster, whatever state it is in, with all its files.
 * @throws Failure that lists what is left, if anything is.
 */
export async function clusterDown(cluster: Cluster): Promise<void> {
  const running = await settledProcessesOf(cluster);
  const namespaces = running === undefined ? [] : namespacesOf(running);
  await switchOff(cluster);
  rmSync(cluster.folder, { recursive: true, force: true });
  const traces = [
    ...tracesOf(cluster.folder, namespaces),
    ...controlGroupsOf(cluster).map((path) => `control group ${path}`),
  ];
  if (traces.length > 0) throw new Failure(`the cluster has left something behind:\n${traces.join('\n')}`);
}
