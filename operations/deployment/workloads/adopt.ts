import { type ClusterClient, isHealthy } from '../../cluster';
import type { StackFolder } from '../stack-folder';
import { outputOfTerraform, type Plan, type TerraformSettings } from '../terraform';
import { type PlannedWorkload, workloadIn } from './workload-change';

/**
 * The workloads that a plan would destroy and make again only because Terraform gave up waiting when it created them.
 * Whether they have come up since, the cluster knows.
 */
function givenUp({ changes }: Pick<Plan, 'changes'>): readonly PlannedWorkload[] {
  return changes.flatMap((change) => {
    if (change.action !== 'replace' || change.reason !== 'replace_because_tainted') return [];
    return workloadIn(change) ?? [];
  });
}

/**
 * Takes over those that came up with what they were told to run. Where another version is to follow, it is rolled out to them
 * then, while they serve. Returns their addresses.
 */
export async function adoptHealthy(
  stack: StackFolder,
  plan: Plan,
  cluster: ClusterClient,
  settings: TerraformSettings,
): Promise<readonly string[]> {
  const adopted: string[] = [];
  for (const { address, namespace, name } of givenUp(plan)) {
    if (!(await isHealthy(cluster, namespace, name))) continue;
    await outputOfTerraform(stack, ['untaint', '-no-color', address], settings);
    adopted.push(address);
  }
  return adopted;
}
