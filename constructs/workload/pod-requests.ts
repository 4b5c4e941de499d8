import type { Cpu, Size } from '../quantities';
import type { WorkloadSpec } from './workload-spec';

/** What a pod asks the scheduler for. */
export interface PodRequests {
  readonly cpu: Cpu;
  readonly memory: Size;
}

type Asking = Pick<WorkloadSpec, 'cpu' | 'memory' | 'memoryRequest'>;

/**
 * What each pod of a workload asks the scheduler for: what its containers need together, or an init container alone where that is more.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podRequests(workload: WorkloadSpec): PodRequests {
  const { sidecars = {}, initContainers = {} } = workload;
  const together = Object.values(sidecars)
    .map(requestsOf)
    .reduce(
      (sum, { cpu, memory }) => ({ cpu: sum.cpu.plus(cpu), memory: sum.memory.plus(memory) }),
      requestsOf(workload),
    );
  return Object.values(initContainers).reduce(
    (most, { cpu = most.cpu, memory = most.memory, memoryRequest = memory }) => ({
      cpu: cpu.toMillis() > most.cpu.toMillis() ? cpu : most.cpu,
      memory: memoryRequest.toBytes() > most.memory.toBytes() ? memoryRequest : most.memory,
    }),
    together,
  );
}

function requestsOf({ cpu, memory, memoryRequest = memory }: Asking): PodRequests {
  return { cpu, memory: memoryRequest };
}
