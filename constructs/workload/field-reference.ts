import { given } from '../shape';

/** A field of the pod that a variable may hold. */
export type PodFieldPath =
  | 'metadata.name'
  | 'metadata.namespace'
  | 'metadata.uid'
  | `metadata.labels['${string}']`
  | `metadata.annotations['${string}']`
  | 'spec.nodeName'
  | 'spec.serviceAccountName'
  | 'status.hostIP'
  | 'status.hostIPs'
  | 'status.podIP'
  | 'status.podIPs';

export const RESOURCE_FIELDS = [
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
] as const;

/** What a container requests or may use at most. */
export type ResourceFieldPath = (typeof RESOURCE_FIELDS)[number];

const BYTES = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];

/** In which units Kubernetes gives a field. @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/resource-field-selector/ */
export function unitsOf(path: ResourceFieldPath): readonly string[] {
  return path.endsWith('.cpu') ? ['1', '1m'] : BYTES;
}

/** What the container requests or may use, in a unit. */
export interface ResourceField {
  readonly kind: 'resource-field';
  readonly path: ResourceFieldPath;
  readonly divisor?: string;
}

/** A value that Kubernetes puts in when a pod starts. */
export type FieldReference = { readonly kind: 'pod-field'; readonly path: PodFieldPath } | ResourceField;

/**
 * The value of a field of the pod, for a variable.
 *
 * @example
 * const env = { POD_IP: podField('status.podIP'), VERSION: podField("metadata.labels['version']") };
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function podField(path: PodFieldPath): FieldReference {
  return { kind: 'pod-field', path };
}

/**
 * What the container requests or may use at most, for a variable: memory in bytes, CPU in whole cores, rounded up, or in the units of
 * `divisor`.
 *
 * @example
 * const env = { GOMEMLIMIT: resourceField('limits.memory'), HEAP_MIB: resourceField('limits.memory', { divisor: '1Mi' }) };
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function resourceField(
  path: ResourceFieldPath,
  options: { readonly divisor?: string } = {},
): FieldReference {
  const { divisor } = given(options);
  return { kind: 'resource-field', path, ...(divisor === undefined ? {} : { divisor }) };
}

/** Whether Kubernetes puts the value of a variable in. */
export function isField(value: string | { readonly kind: string }): value is FieldReference {
  return typeof value === 'object' && (value.kind === 'pod-field' || value.kind === 'resource-field');
}
