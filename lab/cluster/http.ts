import type { Cluster } from './cluster';
import { runInCluster } from './inside';

const ASK = `
fetch(process.argv[1], { redirect: 'manual', signal: AbortSignal.timeout(5000) })
  .then(({ status }) => console.log(status), () => process.exit(1));`;

/** The response to a GET in the cluster's network; `undefined` without one. */
export async function httpStatus(cluster: Cluster, url: string): Promise<number | undefined> {
  const { code, stdout } = await runInCluster(cluster, [process.execPath, '-e', ASK, url], {
    timeoutMs: 30_000,
  });
  return code === 0 ? Number(stdout) : undefined;
}
