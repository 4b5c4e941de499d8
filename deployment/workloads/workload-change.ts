import type { PlannedChange, Values } from '../planned-change';

/** A workload as Terraform knows it. */
export interface PlannedWorkload {
  readonly address: string;
  readonly namespace: string;
  readonly name: string;
  /** Of the image that it is to run; undefined where that is named by a tag. */
  readonly digest: string | undefined;
}

/** The types whose creation waits for a rollout. */
export const WORKLOAD_TYPES = ['kubernetes_deployment_v1', 'kubernetes_stateful_set_v1'] as const;

const DIGEST = /@(sha256:[0-9a-f]{64})$/;

/** Reads a deployment or a stateful set; undefined for anything else. */
export function workloadIn({ address, type, after }: PlannedChange): PlannedWorkload | undefined {
  if (!WORKLOAD_TYPES.some((known) => known === type)) return undefined;
  const { namespace, name } = first(after, 'metadata') ?? {};
  if (typeof namespace !== 'string' || typeof name !== 'string') return undefined;
  const pod = first(first(first(after, 'spec'), 'template'), 'spec');
  const container = blocks(pod, 'container').find((it) => it['name'] === name);
  const image = container?.['image'];
  return {
    address,
    namespace,
    name,
    digest: typeof image === 'string' ? DIGEST.exec(image)?.[1] : undefined,
  };
}

function first(values: Values | undefined, block: string): Values | undefined {
  return blocks(values, block)[0];
}

function blocks(values: Values | undefined, block: string): readonly Values[] {
  const found = values?.[block];
  return Array.isArray(found) ? (found as readonly Values[]) : [];
}
