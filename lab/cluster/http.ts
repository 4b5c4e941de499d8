import type { Cluster } from './cluster';
import { runInCluster } from './inside';

const ASK = `
fetch(process.argv[1], { redirect: 'manual', signal: AbortSignal.timeout(5000) })
  .then(({ status }) => console.log(status), () => process.exit(1));`;

/** What a server in the cluster's network answers to a GET; `undefined` when it does not. */
export async function httpStatus(cluster: Cluster, url: string): Promise<number | undefined> {
  const { code, stdout } = await runInCluster(cluster, [process.execPath, '-e', ASK, url], {
    timeoutMs: 30_000,
  });
  return code === 0 ? Number(stdout) : undefined;
}
