import * as cluster from '../../../cluster';
import { Failure } from '../../../process';

/**
 * Runs one call of cluster/ where the lab's API server can be reached, and prints what came of it as JSON.
 * Arguments: kubeconfig, context, name of the function, its further arguments as a JSON array.
 */
const [path = '', context = '', call = '', given = '[]'] = process.argv.slice(2);
const told: string[] = [];
const calls = {
  ...cluster,
  drain: (client: cluster.ClusterClient, node: string, timeoutMs: number) =>
    cluster.drain(client, node, { timeoutMs, tell: (line) => told.push(line) }),
} as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;

const client = cluster.connectCluster({ kind: 'kubeconfig', path, context });
void calls[call]?.(client, ...(JSON.parse(given) as unknown[])).then(
  (result) => process.stdout.write(JSON.stringify({ result, told })),
  (error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    process.stdout.write(JSON.stringify({ failure: error.message, told }));
  },
);
