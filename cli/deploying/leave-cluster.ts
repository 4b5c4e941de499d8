import type { SlipwayRecord } from '../../core/record';
import type { Environment } from '../../model';
import {
  type ClusterClient,
  drain,
  nodeIdentity,
  type NodeIdentity,
  removeNode,
  uncordon,
} from '../../operations/cluster';
import { machinesThat, type Plan } from '../../operations/deployment';
import { Failure } from '../../operations/process';

interface LeaveOptions {
  /** Connected only once a machine is removed. */
  readonly cluster: () => ClusterClient;
  /** Whether a machine of this name can be a node of the cluster. */
  readonly isNode: (machine: string) => boolean;
  /** Whether machines are drained before they are removed. */
  readonly drain: boolean;
  /** The machines that the stack has now. */
  readonly machinesLeft: () => Promise<readonly string[]>;
  readonly tell: (line: string) => void;
  readonly stop?: AbortSignal;
}

/** Node → the identity of its machine. */
type Nodes = ReadonlyMap<string, NodeIdentity>;

/** Twice the longest grace period that is usual for a pod. */
const DRAIN_LIMIT_MS = 10 * 60_000;

/**
 * Applies a plan. Machines that it removes leave the cluster in order: their pods first, as disruption budgets allow, then,
 * once they are destroyed, their nodes. A machine that is created again is a new node. If the whole environment is destroyed,
 * nothing is drained.
 * @throws Failure that names the remaining pods
 */
export async function leaveCluster(
  { changes, request }: Plan,
  apply: () => Promise<void>,
  options: LeaveOptions,
): Promise<void> {
  const going = machinesThat(['delete', 'replace'], changes).filter(options.isNode);
  const drains = options.drain && request.destroy !== true;
  const nodes = drains ? await nodesAmong(going, options) : await nodesIfAsked(going, options);
  if (drains) await drainAll(nodes, options);
  try {
    await apply();
  } catch (error) {
    const left = await options.machinesLeft();
    await restoreEach(
      [...nodes].filter(([name]) => left.includes(name)),
      options,
      release,
    );
    await restoreEach(
      [...nodes].filter(([name]) => !left.includes(name)),
      options,
      takeOut,
    );
    throw error;
  }
  await restoreEach([...nodes], options, takeOut);
}

async function nodesAmong(names: readonly string[], { cluster }: LeaveOptions): Promise<Nodes> {
  const nodes = new Map<string, NodeIdentity>();
  for (const name of names) {
    const identity = await nodeIdentity(cluster(), name);
    if (identity !== undefined) nodes.set(name, identity);
  }
  return nodes;
}

/** If the cluster does not answer, machines that need no drain can still be removed. */
async function nodesIfAsked(names: readonly string[], options: LeaveOptions): Promise<Nodes> {
  try {
    return await nodesAmong(names, options);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    options.tell(`could not ask the cluster which machines are nodes: ${error.message}`);
    return new Map();
  }
}

async function drainAll(nodes: Nodes, options: LeaveOptions): Promise<void> {
  const { cluster, tell, stop } = options;
  const drained: [string, NodeIdentity][] = [];
  for (const [name, identity] of nodes) {
    try {
      await drain(cluster(), name, { timeoutMs: DRAIN_LIMIT_MS, tell, stop });
    } catch (error) {
      await restoreEach(drained, options, release);
      if (!(error instanceof Failure) || stop?.aborted) throw error;
      throw new Failure(`${error.message}\n→ To remove ${name} with everything that runs on it: --no-drain`);
    }
    drained.push([name, identity]);
  }
}

type NodeAction = (cluster: ClusterClient, name: string, identity: NodeIdentity) => Promise<void>;

/** The machine no longer exists, so its node is removed, unless a new machine has already taken the name and may run pods. */
const takeOut: NodeAction = async (cluster, name, { machineId, bootId }) => {
  const now = await nodeIdentity(cluster, name);
  if (now === undefined) return;
  if (now.machineId === machineId && now.bootId === bootId) await removeNode(cluster, name);
  else await uncordon(cluster, name);
};

/** The machine still exists: uncordon its node, so that it can run pods again. */
const release: NodeAction = (cluster, name) => uncordon(cluster, name);

/** The machines have been changed already: if a node cannot be changed, only report it. */
async function restoreEach(
  nodes: readonly (readonly [string, NodeIdentity])[],
  { cluster, tell }: LeaveOptions,
  action: NodeAction,
): Promise<void> {
  for (const [name, identity] of nodes) {
    try {
      await action(cluster(), name, identity);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      tell(`the node ${name} of the cluster could not be restored: ${error.message}`);
    }
  }
}

/** Which machines of an environment may be nodes of its cluster: all except those of its other pools. */
export function mayBeNode(
  { name, cluster }: Environment,
  { environments }: SlipwayRecord,
): (machine: string) => boolean {
  const { pools = {} } = environments.find((environment) => environment.name === name) ?? {};
  const others = Object.entries(pools).flatMap(([pool, slots]) =>
    pool === cluster.nodePool ? [] : slots.map((slot) => slot.name),
  );
  return (machine) => !others.includes(machine);
}
