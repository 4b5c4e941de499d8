import { InvalidInput, problem } from '../core/findings';
import { readRecord, type SlotRecord } from '../core/record';
import { clusterTokenVariable, type DeclaredEnvironment } from '../model';
import { connectCluster } from '../operations/cluster';
import { joinNodes, overSsh } from '../operations/joining';
import { named } from './named';

export interface JoinMachinesOptions {
  /** The folder that was synthesised to. */
  readonly outdir: string;
  /** Holds the token where the cluster needs one, in the variable that Terraform reads it from. */
  readonly env: NodeJS.ProcessEnv;
  /** How ssh is called. */
  readonly ssh: readonly [string, ...string[]];
  /** How long a machine may take. */
  readonly timeoutMs: number;
  /** Which machines. @default all of the node pool */
  readonly only?: (machine: SlotRecord) => boolean;
  readonly tell: (line: string) => void;
  /** Aborted, it ends the waiting. @default never */
  readonly stop?: AbortSignal;
}

/**
 * Has machines of an environment's node pool join its cluster, those that have not yet. Returns how many nodes are ready.
 * @throws InvalidInput where the environment has no machines that join, or nobody may log in to them
 * @throws Failure where one does not join
 */
export async function joinMachines(
  environment: DeclaredEnvironment,
  { outdir, env, ssh, timeoutMs, only = () => true, tell, stop }: JoinMachinesOptions,
): Promise<number> {
  const machines = nodeMachines(environment, outdir).filter(only);
  const token = env[`TF_VAR_${clusterTokenVariable(environment)}`];
  const cluster = connectCluster(environment.cluster.connection, token);
  await joinNodes(
    cluster,
    machines.map((machine) => overSsh(machine, ssh)),
    { timeoutMs, tell, stop },
  );
  return machines.length;
}

/**
 * The machines of an environment that are to be nodes of its cluster.
 * @throws InvalidInput where it has none, or nobody may log in to them
 */
export function nodeMachines({ name, cluster }: DeclaredEnvironment, outdir: string): readonly SlotRecord[] {
  const path = `environments.${name}`;
  const { nodePool = '', node } = cluster;
  if (node === undefined)
    throw refusal(
      `${path}.cluster`,
      "must have machines join: joins(existing({ … }), '<pool>', { … })",
      'They are made nodes by somebody else here.',
    );
  const machines = named('environment', readRecord(outdir).environments, name).pools[nodePool] ?? [];
  if (machines.some(({ users }) => users.length === 0))
    throw refusal(
      `${path}.pools.${nodePool}.cloudInit.users`,
      'must name somebody who may log in, and become root',
      'The token that machines join with is brought to them by SSH.',
    );
  return machines;
}

function refusal(path: string, message: string, advice: string): InvalidInput {
  return new InvalidInput([problem({ rule: 'cli/join', path, message, advice })]);
}
