import { Failure, until } from '../../../operations/process';
import { type Cluster, clusterIn, outputInCluster } from '../../cluster';
import { virsh } from '../../machines';
import { placeOrder } from '../orders';
import type { Changing } from './changing';
import { hostOf, machineName } from './running-machines';

/**
 * The cluster notices a lost node after 20 s and evicts its pods after another 30. The rest is for starting them on one
 * machine.
 */
const ELSEWHERE_MS = 420_000;

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly deletionTimestamp?: string };
    readonly spec: { readonly nodeName?: string };
    readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }[];
}

/**
 * Cuts the power of the prod machine that does not hold the database. Its pods come back on the other machine, the shop
 * takes orders, and the next deploy switches the machine on again.
 */
export async function powerCut({ home, slipway, steps }: Changing): Promise<void> {
  const cluster = clusterIn(home);
  const holder = await nodeOfDatabase(cluster);
  const slot = holder.endsWith('-0') ? '2' : '0';
  const lost = machineName('prod', slot);
  const isEmpty = !(await podsOf(cluster)).some(({ node }) => node === lost);
  if (isEmpty)
    await steps.step(`the pods spread to ${lost}, which has none since a roll`, () => spread(cluster));
  await steps.step(`the power of ${lost} is cut: its pods come back on ${holder}`, async () => {
    const before = await podsOf(cluster);
    if (!before.some(({ node }) => node === lost)) throw new Failure(`no pod of prod runs on ${lost}`);
    await virsh(await hostOf(home, 'prod', slot), 'destroy', lost);
    await untilReady(cluster, before.length, `as many pods as before on ${holder}`, holder);
    await placeOrder(cluster, 'prod');
  });
  await steps.step('the next deploy switches it on again', async () => {
    await slipway.run('deploy', 'prod', ...slipway.ssh);
    await hostOf(home, 'prod', slot);
  });
}

/** Kubernetes does not move running pods; recreated ones go where there is room. The database is bound to its volume. */
async function spread(cluster: Cluster): Promise<void> {
  const { length: count } = await podsOf(cluster);
  const movable = ['--namespace', 'shop-prod', '--selector', '!statefulset.kubernetes.io/pod-name'];
  await kubectl(cluster, 'delete', 'pods', ...movable, '--wait=false');
  await untilReady(cluster, count, 'as many pods as before');
}

/** Waits until the given number of pods are ready, on a given node or on any. */
async function untilReady(cluster: Cluster, count: number, what: string, on?: string): Promise<void> {
  const areReady = async () => {
    const ready = (await podsOf(cluster)).filter((pod) => pod.ready && (on ?? pod.node) === pod.node);
    return ready.length >= count ? true : undefined;
  };
  await until(what, areReady, {
    timeoutMs: ELSEWHERE_MS,
    everyMs: 3_000,
    explain: () => kubectl(cluster, 'get', 'pods', '--namespace', 'shop-prod', '--output=wide'),
  });
}

interface Pod {
  readonly node: string | undefined;
  readonly ready: boolean;
}

/** The pods of prod that are not being deleted. */
async function podsOf(cluster: Cluster): Promise<readonly Pod[]> {
  const json = await kubectl(cluster, 'get', 'pods', '--namespace', 'shop-prod', '--output=json');
  return (JSON.parse(json) as PodList).items
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ spec, status }) => ({
      node: spec.nodeName,
      ready: status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') ?? false,
    }));
}

async function nodeOfDatabase(cluster: Cluster): Promise<string> {
  const path = '--output=jsonpath={.spec.nodeName}';
  const node = await kubectl(cluster, 'get', 'pod', 'database-0', '--namespace', 'shop-prod', path);
  if (node === '') throw new Failure('the database of prod runs on no node');
  return node.trim();
}

function kubectl(cluster: Cluster, ...args: readonly string[]): Promise<string> {
  return outputInCluster(cluster, ['kubectl', ...args], { timeoutMs: 120_000 });
}
