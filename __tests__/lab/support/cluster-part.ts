import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, runInCluster, until } from '../../../lab';
import { inside } from './cluster-lab';

/** Parts that listen, by the names of their programs. */
type Part = 'docker-registry' | 'kube-apiserver' | 'kube-scheduler';

/** What the cluster calls them. */
const NAMES: Readonly<Record<Part, string>> = {
  'docker-registry': 'registry',
  'kube-apiserver': 'kube-apiserver',
  'kube-scheduler': 'kube-scheduler',
};

const LIMIT = { timeoutMs: 120_000 };

/** Kills a part, which is started again at once. */
export async function killPart(cluster: Cluster, part: Part): Promise<void> {
  const pid = await processOf(cluster, part);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

/** Kills a part and keeps it from being started again, until it is brought back. */
export async function takeAway(cluster: Cluster, part: Part): Promise<void> {
  const script = scriptOf(cluster, part);
  if (existsSync(script)) renameSync(script, `${script}.away`);
  await killPart(cluster, part);
  await until(
    `the end of ${part}`,
    async () => ((await processOf(cluster, part)) === undefined ? true : undefined),
    LIMIT,
  );
}

/** Lets a part be started again that was taken away, and waits until it listens. */
export async function bringBack(cluster: Cluster, part: Part): Promise<void> {
  const script = scriptOf(cluster, part);
  if (existsSync(`${script}.away`)) renameSync(`${script}.away`, script);
  await until(part, () => processOf(cluster, part), LIMIT);
}

/** Waits until the API server takes orders: a while after it listens. */
export async function untilApiAnswers(cluster: Cluster): Promise<void> {
  const ask = ['kubectl', 'get', '--raw', '/readyz'];
  await until(
    'the API server',
    async () => ((await runInCluster(cluster, ask, { timeoutMs: 20_000 })).code === 0 ? true : undefined),
    LIMIT,
  );
}

/** In our numbers, since the network alone is the cluster's. Undefined while it does not listen. */
async function processOf(cluster: Cluster, part: Part): Promise<number | undefined> {
  const listening = await inside(cluster, 'ss', '-Hltnp');
  const [, pid] = new RegExp(`\\("${part}",pid=(\\d+)`).exec(listening) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

function scriptOf({ folder }: Cluster, part: Part): string {
  return join(folder, 'etc', 'parts', NAMES[part]);
}
