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
  /** Connected only when a machine goes. */
  readonly cluster: () => ClusterClient;
  /** Whether a machine can be a node of the cluster, going by its name. */
  readonly isNode: (machine: string) => boolean;
  /** Whether pods leave a machine before it goes. */
  readonly drain: boolean;
  /** The machines that the stack has now. */
  readonly machinesLeft: () => Promise<readonly string[]>;
  readonly tell: (line: string) => void;
  readonly stop?: AbortSignal;
}

/** Node → which machine it was. */
type Nodes = ReadonlyMap<string, NodeIdentity>;

/** As much as a pod may take to end, twice. */
const DRAIN_LIMIT_MS = 10 * 60_000;

/**
 * Applies a plan, and has the machines that it takes away leave the cluster in order: pods first, as their disruption budgets
 * allow, and afterwards the node. A machine that is created again is another node. Where all of an environment goes, nothing is
 * drained.
 * @throws Failure that says which pods are left
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

/** A cluster that does not answer keeps no machine that need not be drained. */
async function nodesIfAsked(names: readonly string[], options: LeaveOptions): Promise<Nodes> {
  try {
    return await nodesAmong(names, options);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    options.tell(`which of its machines are nodes could not be asked: ${error.message}`);
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
      throw new Failure(`${error.message}\n→ To take ${name} away with all that runs there: --no-drain`);
    }
    drained.push([name, identity]);
  }
}

type NodeAction = (cluster: ClusterClient, name: string, identity: NodeIdentity) => Promise<void>;

/** The machine is gone; unless another has taken the node's name already, and may have pods now, so does the node. */
const takeOut: NodeAction = async (cluster, name, { machineId, bootId }) => {
  const now = await nodeIdentity(cluster, name);
  if (now === undefined) return;
  if (now.machineId === machineId && now.bootId === bootId) await removeNode(cluster, name);
  else await uncordon(cluster, name);
};

/** The machine is still there, and may have pods again. */
const release: NodeAction = (cluster, name) => uncordon(cluster, name);

/** What is done to the machines stands: what can't be done to their nodes is told. */
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

/** Which machines of an environment may be nodes of its cluster: all but those of its other pools. */
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
