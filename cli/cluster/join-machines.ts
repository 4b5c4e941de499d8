import { InvalidInput, problem } from '../../core/findings';
import { readRecord, type SlotRecord } from '../../core/record';
import type { DeclaredEnvironment } from '../../model';
import { joinNodes, overSsh } from '../../operations/joining';
import { findByName } from '../project';
import { connectEnvironment } from './environment-cluster';

export interface JoinMachinesOptions {
  /** The folder that the synth was written to. */
  readonly outdir: string;
  /** Holds the token of a cluster that needs one, in the variable that Terraform reads it from. */
  readonly env: NodeJS.ProcessEnv;
  /** The ssh command, with its options. */
  readonly ssh: readonly [string, ...string[]];
  /** How long one machine may take. */
  readonly timeoutMs: number;
  /** Which machines. @default all of the node pool */
  readonly only?: (machine: SlotRecord) => boolean;
  readonly tell: (line: string) => void;
  /** Ends the waiting when aborted. @default never */
  readonly stop?: AbortSignal;
}

/**
 * Makes the machines of an environment's node pool join its cluster, where they have not joined yet. Returns how many nodes
 * are ready.
 * @throws InvalidInput where no machines of the environment join a cluster, or no user can log in to them
 * @throws Failure where a machine does not join
 */
export async function joinMachines(
  environment: DeclaredEnvironment,
  { outdir, env, ssh, timeoutMs, only = () => true, tell, stop }: JoinMachinesOptions,
): Promise<number> {
  const machines = nodeMachines(environment, outdir).filter(only);
  await joinNodes(
    connectEnvironment(environment, env),
    machines.map((machine) => overSsh(machine, ssh)),
    { timeoutMs, tell, stop },
  );
  return machines.length;
}

/**
 * The machines of an environment that should become nodes of its cluster.
 * @throws InvalidInput if there are none, or if no user can log in to them
 */
export function nodeMachines({ name, cluster }: DeclaredEnvironment, outdir: string): readonly SlotRecord[] {
  const path = `environments.${name}`;
  const { nodePool = '', node } = cluster;
  if (node === undefined)
    throw refusal(
      `${path}.cluster`,
      "must have machines join: joins(existing({ … }), '<pool>', { … })",
      'The nodes of this cluster are managed elsewhere.',
    );
  const machines = findByName('environment', readRecord(outdir).environments, name).pools[nodePool] ?? [];
  if (machines.some(({ users }) => users.length === 0))
    throw refusal(
      `${path}.pools.${nodePool}.cloudInit.users`,
      'must have a user who can log in and become root',
      'Slipway brings the join token to the machines by SSH.',
    );
  return machines;
}

function refusal(path: string, message: string, advice: string): InvalidInput {
  return new InvalidInput([problem({ rule: 'cli/join', path, message, advice })]);
}
