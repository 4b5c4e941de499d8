import type { Draft } from '../draft';
import type { Input } from '../input';
import { WORKLOADS } from './kinds';

/** An object of a folder of manifests. */
export interface KubernetesObject {
  readonly kind: string;
  readonly name: string;
  readonly input: Input;
}

/** All objects, and what became of those that run. */
export interface ManifestContext {
  readonly objects: readonly KubernetesObject[];
  /** What runs, by kind and name: `Deployment/web`. */
  readonly drafts: Map<string, Draft>;
  /** Names of claims that pods of one workload alone mount. */
  readonly ownClaims: ReadonlySet<string>;
}

export function objectOf({ objects }: ManifestContext, kind: string, name: string): Input | undefined {
  return objects.find((object) => object.kind === kind && object.name === name)?.input;
}

/** The workloads whose pods have these labels; none if no label is wanted. */
export function workloadsWith(
  wanted: Input,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const labels = wanted.entries();
  if (labels.length === 0) return [];
  return objects.filter(({ kind, input }) => {
    const own = templateOf(input).at('metadata', 'labels');
    return WORKLOADS.includes(kind) && labels.every(([key, { value }]) => own.at(key).value === value);
  });
}

/** The template of the pods of an object; a pod is its own. */
export function templateOf(object: Input): Input {
  return object.at('kind').value === 'Pod' ? object : object.at('spec', 'template');
}

/** The reason for what is more than the default. */
export function carriedFrom({ path }: Input): string {
  return `carried over from ${path.trim()}`;
}
