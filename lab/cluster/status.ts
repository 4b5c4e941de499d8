import { processesOf } from '../enclosure';
import { API_SERVER, REGISTRY } from '../network';
import { type Cluster, dockerHostOf, kubeconfigOf } from './cluster';
import { runInCluster } from './inside';
import { ANSWERING, type Answering, answersNow } from './readiness';

export interface ClusterStatus {
  readonly power: 'on' | 'off';
  /** Which parts work, of those that can be asked. */
  readonly parts: Readonly<Record<Answering, boolean>>;
  readonly nodes: readonly NodeStatus[];
  readonly kubeconfig: string;
  readonly apiServer: string;
  readonly registry: string;
  readonly dockerHost: string;
}

interface NodeStatus {
  readonly name: string;
  readonly ready: boolean;
  readonly address: string;
  readonly pods: string;
}

export async function clusterStatus(cluster: Cluster): Promise<ClusterStatus> {
  const answers = await Promise.all(
    ANSWERING.map(async (part) => [part, await answersNow(cluster, part)] as const),
  );
  const parts = Object.fromEntries(answers) as Record<Answering, boolean>;
  return {
    power: processesOf(cluster) === undefined ? 'off' : 'on',
    parts,
    nodes: parts['kube-apiserver'] ? await nodesOf(cluster) : [],
    kubeconfig: kubeconfigOf(cluster),
    apiServer: API_SERVER,
    registry: REGISTRY,
    dockerHost: dockerHostOf(cluster),
  };
}

const COLUMNS = [
  '{.metadata.name}',
  '{.status.conditions[?(@.type=="Ready")].status}',
  '{.status.addresses[?(@.type=="InternalIP")].address}',
  '{.spec.podCIDR}',
].join('{"\\t"}');

async function nodesOf(cluster: Cluster): Promise<readonly NodeStatus[]> {
  const output = `jsonpath={range .items[*]}${COLUMNS}{"\\n"}{end}`;
  const { stdout } = await runInCluster(cluster, ['kubectl', 'get', 'nodes', '--output', output], {
    timeoutMs: 30_000,
  });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ready, address = '', pods = ''] = line.split('\t');
      return { name, ready: ready === 'True', address, pods };
    });
}
