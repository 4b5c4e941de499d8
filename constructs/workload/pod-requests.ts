import type { Cpu, Size } from '../quantities';
import type { WorkloadSpec } from './workload-spec';

/** What a pod asks the scheduler for. */
export interface PodRequests {
  readonly cpu: Cpu;
  readonly memory: Size;
}

/** What each pod of a workload asks the scheduler for. @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export function podRequests({ cpu, memory, memoryRequest = memory }: WorkloadSpec): PodRequests {
  return { cpu, memory: memoryRequest };
}
