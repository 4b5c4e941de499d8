import { type ClusterClient, type Rollout, rolloutOf } from '../../cluster';
import { diagnose } from '../../diagnosis';
import { Failure } from '../../process';
import type { TerraformFailure } from '../terraform';
import { WORKLOAD_TYPES } from './workload-change';

/** The workloads that Terraform said something against, by name, each once. A workload's address is called after it. */
export function failedWorkloads({ errors }: Pick<TerraformFailure, 'errors'>): readonly string[] {
  const names = errors.flatMap(({ address = '' }) => {
    const [type = '', name] = address.split('.');
    return WORKLOAD_TYPES.has(type) && name !== undefined ? [name] : [];
  });
  return [...new Set(names)].sort();
}

/** Why workloads did not come up, as the cluster knows it, and what serves meanwhile. */
export async function explainWorkloads(
  names: readonly string[],
  namespace: string,
  cluster: ClusterClient,
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const name of names) {
    try {
      texts.push(...(await diagnose(cluster, namespace, name)));
      const rollout = await rolloutOf(cluster, namespace, name);
      if (rollout !== undefined) texts.push(whatServes(name, rollout));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      texts.push(`${name}: the cluster could not be asked for the cause: ${error.message}`);
    }
  }
  return texts;
}

/** Whether what was refused took the version before it down. */
function whatServes(name: string, { pods, digest }: Rollout): string {
  const ready = pods.filter(({ readySince }) => readySince !== undefined);
  const before = [...new Set(ready.flatMap((pod) => (pod.digest === digest ? [] : (pod.digest ?? []))))];
  if (before.length > 0)
    return `${name}: ${ready.length} of its pods serve, with the version before (${before.join(', ')}).`;
  if (ready.length > 0) return `${name}: ${ready.length} of its pods serve.`;
  return `${name}: no pod of it serves now.`;
}
