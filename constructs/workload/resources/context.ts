import { type TerraformResource, TerraformStack } from '../../cdktf';
import type { Construct } from 'constructs';
import { annotationsOf } from '../../metadata';
import type { NamespaceReference } from '../../namespace';
import type { Target } from '../target';
import type { ResolvedWorkload } from '../workload-spec';
import { by } from '../../../core/text';

/** What the resources of a workload are made from, and where. `W` is what of the workload they read. */
export interface WorkloadContext<W = ResolvedWorkload> {
  readonly scope: Construct;
  readonly workload: W;
  readonly namespace: NamespaceReference;
}

/** What the metadata of its objects is made from. */
export type Named = Pick<ResolvedWorkload, 'name' | 'partOf' | 'labels' | 'annotations'>;

/** The labels by which pods are selected. A selector can't change, so nothing that may change is in it. */
export function selectorOf(name: string): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

/** The labels of everything that belongs to a workload. */
export function labelsOf(workload: Named): Record<string, string> {
  return { ...workload.labels, ...ownLabelsOf(workload) };
}

/** Those of them that Slipway gives, and that stay as they are. */
export function ownLabelsOf({ name, partOf }: Pick<Named, 'name' | 'partOf'>): Record<string, string> {
  return {
    ...selectorOf(name),
    'app.kubernetes.io/managed-by': 'slipway',
    ...(partOf === undefined ? {} : { 'app.kubernetes.io/part-of': partOf }),
  };
}

/**
 * The metadata of an object of the workload.
 *
 * @param name what it is called, where not like the workload
 * @param annotations those of this object, over the workload's
 */
export function metadataOf(
  { workload, namespace }: WorkloadContext<Named>,
  name = workload.name,
  annotations?: Readonly<Record<string, string>>,
) {
  return {
    name,
    namespace: namespace.name,
    labels: labelsOf(workload),
    annotations: annotationsOf(workload.annotations, annotations),
  };
}

/** The meta-argument that makes a resource wait for others. Those of other stacks are there already: they are left out. */
export function after(
  { scope, namespace }: WorkloadContext<unknown>,
  ...others: readonly (TerraformResource | undefined)[]
): { dependsOn?: TerraformResource[] } {
  const stack = TerraformStack.of(scope);
  const here = [namespace.resource, ...others].filter(
    (resource): resource is TerraformResource =>
      resource !== undefined && TerraformStack.of(resource) === stack,
  );
  return here.length === 0 ? {} : { dependsOn: [...new Set(here)] };
}

/**
 * Blocks whose order means nothing, sorted so that it never changes by itself. Undefined where the list is empty.
 */
export function listed<T>(blocks: readonly T[], keyOf: (block: T) => string): T[] | undefined {
  if (blocks.length === 0) return undefined;
  return [...blocks].sort(by(keyOf));
}

/** What must be rolled out first: the workloads that it connects to. */
export function connected(targets: readonly Target[]): readonly (TerraformResource | undefined)[] {
  return targets
    .filter((target) => target.kind === 'workload')
    .sort(by(({ workload }) => workload))
    .map(({ resource }) => resource);
}
