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
 * Has the machines of a stack join the cluster, where they are to be its nodes: pods come after them. Those that its plan has
 * made do, and those that an earlier deploy made and did not get so far.
 * @throws Failure where one does not join
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
  options.tell(`${names.join(', ')}: to be nodes that are ready`);
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
 * The names of the machines that are yet to join: those that were just made, whatever the cluster still says of a machine of
 * that name before, and those that are no nodes of it, or nodes that are not ready.
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

/** A cluster that does not answer is no reason not to change machines: what needs it says so itself. */
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
    tell(`which of its machines are nodes could not be asked: ${error.message}`);
    return [];
  }
}
