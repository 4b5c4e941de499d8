import { createInterface } from 'node:readline';
import * as cluster from '../../../operations/cluster';
import { diagnose } from '../../../operations/diagnosis';
import { Failure } from '../../../operations/process';

/**
 * Runs calls of cluster/ where the lab's API server can be reached, one after the other: each a line `[function, …arguments]`
 * of JSON, answered by a line of what came of it. Ends with its input. Arguments: kubeconfig, context.
 */
const [path = '', context = ''] = process.argv.slice(2);
let told: string[] = [];
const calls = {
  ...cluster,
  diagnose,
  drain: (client: cluster.ClusterClient, node: string, timeoutMs: number) =>
    cluster.drain(client, node, { timeoutMs, tell: (line) => told.push(line) }),
} as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;

const client = cluster.connectCluster({ kind: 'kubeconfig', path, context });

async function answer(line: string): Promise<object> {
  const [name, ...args] = JSON.parse(line) as [string, ...unknown[]];
  told = [];
  try {
    return { result: await calls[name]?.(client, ...args), told };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { failure: error.message, told };
  }
}

void (async () => {
  for await (const line of createInterface({ input: process.stdin }))
    process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
})();
