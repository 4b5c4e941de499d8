import { type Cluster, runInCluster, until } from '../../../lab';

/** Waits until so many pods of a namespace are there and run nowhere. @param explain what is said when they never are */
export async function untilPodsPend(
  cluster: Cluster,
  namespace: string,
  count: number,
  explain: () => string,
): Promise<void> {
  const pods = ['kubectl', '--namespace', namespace, 'get', 'pods', '--output', 'name'];
  await until(
    `${count} pods without a node`,
    async () => {
      const pending = [...pods, '--field-selector=status.phase=Pending'];
      const { stdout } = await runInCluster(cluster, pending, { timeoutMs: 30_000 });
      return stdout.split('\n').filter((name) => name !== '').length === count ? true : undefined;
    },
    { timeoutMs: 150_000, explain },
  );
}
