import type { Plan } from '../../deployment';
import { type Environment, machinesStack } from '../../model';
import type { SlotRecord } from '../../record';
import { joinMachines, type JoinMachinesOptions } from '../join-machines';

/** Has the machines that a plan has made in a stack join the cluster, where they are to be its nodes: pods come after them. */
export async function joinMade(
  environment: Environment,
  stack: string,
  { changes }: Plan,
  options: Omit<JoinMachinesOptions, 'only'>,
): Promise<void> {
  if (environment.cluster.node === undefined) return;
  const made = new Set(
    changes.flatMap(({ address, deed }) => (deed === 'create' || deed === 'replace' ? [address] : [])),
  );
  const only = ({ host, terraformAddress }: SlotRecord) =>
    machinesStack(environment, host) === stack && made.has(terraformAddress);
  await joinMachines(environment, { ...options, only });
}
