import type { V1ContainerStatus, V1Pod } from '../cluster/client/api-objects';

/** The states of all containers of a pod, those that run before the others first. */
export function containersOf({ status }: V1Pod): readonly V1ContainerStatus[] {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}
