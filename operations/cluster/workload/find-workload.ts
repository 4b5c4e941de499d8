import type { ClusterClient } from '../client/cluster-client';
import { ifFound } from '../client/refusal';
import type { LiveWorkload } from './live-workload';

/** The deployment or stateful set of this name. @returns undefined if there is neither */
export async function findWorkload(
  cluster: ClusterClient,
  namespace: string,
  name: string,
): Promise<LiveWorkload | undefined> {
  const { apps } = await cluster.apis();
  const deployment = await ifFound(apps.readNamespacedDeployment({ namespace, name }));
  if (deployment !== undefined) return { kind: 'Deployment', object: deployment };
  const statefulSet = await ifFound(apps.readNamespacedStatefulSet({ namespace, name }));
  return statefulSet === undefined ? undefined : { kind: 'StatefulSet', object: statefulSet };
}

/** Only the pods that the workload selects: in a busy namespace, lists get long. */
export function selectorOf({ object }: LiveWorkload): string {
  return Object.entries(object.spec?.selector.matchLabels ?? {})
    .map(([label, value]) => `${label}=${value}`)
    .join(',');
}
