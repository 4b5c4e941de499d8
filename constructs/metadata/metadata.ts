import { literals } from '../terraform';

/**
 * What an object of Kubernetes says about itself, for people and for what watches the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
export interface Metadata {
  /** By which objects are found and grouped, such as a cost centre. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Text that other software reads, such as a service mesh. Data, not a template. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Annotations as the provider takes them, the later over the earlier. Undefined instead of an empty map. */
export function annotationsOf(
  ...given: readonly (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> | undefined {
  const all = overlaid(given);
  return Object.keys(all).length === 0 ? undefined : literals(all);
}

/** The entries of all, the later over the earlier. */
export function overlaid(
  given: readonly (Readonly<Record<string, string>> | undefined)[],
): Record<string, string> {
  return given.reduce<Record<string, string>>((all, each) => ({ ...all, ...each }), {});
}

/** Both as the provider takes them. Undefined instead of an empty map. */
export function metadataBlock({ labels = {}, annotations }: Metadata) {
  return {
    labels: Object.keys(labels).length === 0 ? undefined : labels,
    annotations: annotationsOf(annotations),
  };
}
