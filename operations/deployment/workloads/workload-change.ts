import { typeOfKind } from '../../../core/kubernetes';
import type { PlannedChange, Values } from '../planned-change';

/** A workload as Terraform knows it. */
export interface PlannedWorkload {
  readonly address: string;
  readonly namespace: string;
  readonly name: string;
}

/** The types whose creation waits for a rollout. */
export const WORKLOAD_TYPES: ReadonlySet<string> = new Set(
  (['Deployment', 'StatefulSet', 'DaemonSet'] as const).map((kind) => typeOfKind(kind)),
);

/** Reads a deployment, a stateful set or a daemon set; undefined for anything else. */
export function workloadIn({ address, type, after }: PlannedChange): PlannedWorkload | undefined {
  if (!WORKLOAD_TYPES.has(type)) return undefined;
  const metadata = after?.['metadata'];
  const [first] = Array.isArray(metadata) ? (metadata as readonly Values[]) : [];
  const { namespace, name } = first ?? {};
  if (typeof namespace !== 'string' || typeof name !== 'string') return undefined;
  return { address, namespace, name };
}
