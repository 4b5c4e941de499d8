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

/** What a container requests or may use at most. */
export type ResourceFieldPath = `${'requests' | 'limits'}.${'cpu' | 'memory'}`;

/** A value that Kubernetes puts in when a pod starts. */
export type FieldReference =
  | { readonly kind: 'pod-field'; readonly path: PodFieldPath }
  | { readonly kind: 'resource-field'; readonly path: ResourceFieldPath };

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
 * What the container requests or may use at most, for a variable: memory in bytes, CPU in whole cores, rounded up.
 *
 * @example
 * const env = { GOMEMLIMIT: resourceField('limits.memory') };
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/
 */
export function resourceField(path: ResourceFieldPath): FieldReference {
  return { kind: 'resource-field', path };
}

/** Whether Kubernetes puts the value of a variable in. */
export function isField(value: string | { readonly kind: string }): value is FieldReference {
  return typeof value === 'object' && (value.kind === 'pod-field' || value.kind === 'resource-field');
}
