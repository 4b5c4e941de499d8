import { type ClusterClient, drain, nodeIdentity, removeNode } from '../../cluster';
import { machinesThat, type Plan } from '../../deployment';
import { Failure } from '../../process';

interface LeaveOptions {
  /** Connected only when a machine goes. */
  readonly cluster: () => ClusterClient;
  /** Whether pods leave a machine before it goes. */
  readonly drain: boolean;
  readonly tell: (line: string) => void;
  readonly stop?: AbortSignal;
}

/** As much as a pod may take to end, twice. */
const DRAIN_LIMIT_MS = 10 * 60_000;

/**
 * Applies a plan, and has the machines that it takes away leave the cluster in order: pods first, as their disruption budgets
 * allow, and afterwards the node, unless the machine is made anew. Where all of an environment goes, nothing is drained.
 * @throws Failure that says which pods are left
 */
export async function leaveCluster(
  { changes, request }: Plan,
  apply: () => Promise<void>,
  options: LeaveOptions,
): Promise<void> {
  const going = machinesThat(['delete', 'replace'], changes);
  if (options.drain && request.destroy !== true) for (const name of going) await drainNode(name, options);
  await apply();
  for (const name of machinesThat(['delete'], changes)) await forget(name, options);
}

async function drainNode(name: string, { cluster, tell, stop }: LeaveOptions): Promise<void> {
  try {
    if ((await nodeIdentity(cluster(), name)) === undefined) return;
    await drain(cluster(), name, { timeoutMs: DRAIN_LIMIT_MS, tell, stop });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(`${error.message}\n→ To take ${name} away with all that runs there: --no-drain`);
  }
}

/** The machine is gone: whatever becomes of its node, nothing more depends on it. */
async function forget(name: string, { cluster, tell }: LeaveOptions): Promise<void> {
  try {
    await removeNode(cluster(), name);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell(`the node ${name} could not be removed from the cluster: ${error.message}`);
  }
}
