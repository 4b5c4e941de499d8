import type { SlotRecord } from '../../core/record';
import { type Environment, machinesStack } from '../../model';
import { type ClusterClient, unreadyNodes } from '../../operations/cluster';
import type { Plan } from '../../operations/deployment';
import { Failure } from '../../operations/process';
import { joinMachines, type JoinMachinesOptions, nodeMachines } from '../cluster';

interface JoinMissingOptions extends Omit<JoinMachinesOptions, 'only'> {
  readonly cluster: () => ClusterClient;
}

/**
 * Joins the machines of a stack to the cluster if they should be its nodes, since pods come later. This covers the machines
 * that the plan created, and those that an earlier deploy created but did not join.
 * @throws Failure if one does not join
 */
export async function joinMissing(
  environment: Environment,
  stack: string,
  plan: Plan,
  { cluster, ...options }: JoinMissingOptions,
): Promise<void> {
  if (environment.cluster.node === undefined) return;
  const machines = nodeMachines(environment, options.outdir).filter(
    ({ host }) => machinesStack(environment, host) === stack,
  );
  if (machines.length === 0) return;
  const unready = await askFor(machines, cluster, options.tell);
  const names = yetToJoin(machines, plan, unready);
  if (names.length === 0) return;
  options.tell(`waiting for ${names.join(', ')} to become ready nodes`);
  try {
    await joinMachines(environment, { ...options, only: ({ name }) => names.includes(name) });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      `${error.message}\n→ When the cause is fixed, deploy again: it joins then. To go on without it: --skip ${stack}`,
    );
  }
}

/**
 * The names of the machines that have yet to join: those just created, even if the cluster still lists an earlier machine of
 * that name, and those whose node is missing or not ready.
 */
export function yetToJoin(
  machines: readonly Pick<SlotRecord, 'name' | 'terraformAddress'>[],
  { changes }: Pick<Plan, 'changes'>,
  unready: readonly string[],
): readonly string[] {
  const made = changes.flatMap(({ address, action }) =>
    action === 'create' || action === 'replace' ? [address] : [],
  );
  return machines
    .filter(({ name, terraformAddress }) => made.includes(terraformAddress) || unready.includes(name))
    .map(({ name }) => name);
}

/** A cluster that does not answer is no reason to leave machines unchanged: steps that need it report the failure. */
async function askFor(
  machines: readonly SlotRecord[],
  cluster: () => ClusterClient,
  tell: (line: string) => void,
): Promise<readonly string[]> {
  try {
    return await unreadyNodes(
      cluster(),
      machines.map(({ name }) => name),
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    tell(`could not ask the cluster which machines are nodes: ${error.message}`);
    return [];
  }
}
