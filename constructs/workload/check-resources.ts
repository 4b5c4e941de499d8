import type { Finding } from '../../core/findings';
import { Cpu, Size } from '../quantities';
import { type Check, demand, entry, has, LARGEST, quoted, wholeWithin } from './check';
import type { ResolvedWorkload } from './workload-spec';

/** What a container asks the scheduler for, and what it may use at most. */
export type Resources = Pick<
  ResolvedWorkload,
  'cpu' | 'cpuLimit' | 'memory' | 'memoryRequest' | 'ephemeralStorage' | 'resources'
>;

/** Below it stands a number of another unit. */
const LEAST_MEMORY = Size.mebibytes(1);
/** And above these: the largest machines that can be had have less. */
const MOST_CPU = Cpu.cores(4_096);
const MOST_MEMORY = Size.gibibytes(65_536);

/** What each container requests is more than nothing, and no more than its limit. */
export const resources: Check = (workload, path) => resourcesOf(workload, path);

/** The same of any container. */
export function resourcesOf(
  { cpu, cpuLimit, memory, memoryRequest, ephemeralStorage, resources: extended }: Resources,
  path: string,
): readonly Finding[] {
  return [
    ...demand(cpu.toMillis() > 0, {
      rule: 'workload/cpu',
      path: `${path}.cpu`,
      message: 'must be more than nothing',
      value: cpu.toString(),
      advice:
        'Request what it uses under its usual load: it is what the scheduler and the autoscaler count with.',
    }),
    ...demand(cpu.toMillis() <= MOST_CPU.toMillis(), {
      rule: 'workload/cpu',
      path: `${path}.cpu`,
      message: `must be at most ${MOST_CPU.toString()}: no machine has more CPUs`,
      value: cpu.toString(),
      advice: 'Check the unit: Cpu.millis(500) is half a CPU.',
    }),
    ...demand(memory.toBytes() <= MOST_MEMORY.toBytes(), {
      rule: 'workload/memory',
      path: `${path}.memory`,
      message: `must be at most ${MOST_MEMORY.toString()}: no machine has more`,
      value: memory.toString(),
      advice: 'Check the unit: Size.mebibytes(512) is half a GiB.',
    }),
    ...demand(cpuLimit === undefined || cpuLimit.toMillis() >= cpu.toMillis(), {
      rule: 'workload/cpu',
      path: `${path}.cpuLimit`,
      message: `must be at least what is requested, which is ${cpu.toString()}`,
      value: quoted(cpuLimit),
      advice:
        'Leave it out unless something demands it: a process at its limit is slowed down while CPUs are idle.',
    }),
    ...demand(memory.toBytes() >= LEAST_MEMORY.toBytes(), {
      rule: 'workload/memory',
      path: `${path}.memory`,
      message: `must be at least ${LEAST_MEMORY.toString()}: no program starts with less`,
      value: memory.toString(),
      advice: 'Give the most that it ever needs: it is the limit as well.',
    }),
    ...demand(
      memoryRequest === undefined ||
        (memoryRequest.toBytes() > 0 && memoryRequest.toBytes() <= memory.toBytes()),
      {
        rule: 'workload/memory',
        path: `${path}.memoryRequest`,
        message: `must be more than nothing, and at most the limit, which is ${memory.toString()}`,
        value: quoted(memoryRequest),
        advice: 'Give `memory` the most that it ever needs, and `memoryRequest` what it usually uses.',
      },
    ),
    ...demand(ephemeralStorage === undefined || ephemeralStorage.toBytes() >= LEAST_MEMORY.toBytes(), {
      rule: 'workload/ephemeral-storage',
      path: `${path}.ephemeralStorage`,
      message: `must be at least ${LEAST_MEMORY.toString()}: the log of a pod alone is more than less`,
      value: quoted(ephemeralStorage),
      advice: 'Give the most that it writes, logs included: a pod above it is evicted.',
    }),
    ...Object.entries(extended).flatMap(([name, count]) => extendedResource(name, count, path)),
  ];
}

function extendedResource(name: string, count: number, path: string): readonly Finding[] {
  const where = entry(`${path}.resources`, name);
  return [
    ...demand(
      has('labelKey', name) && name.includes('/') && !/^requests\.|^(.*\.)?kubernetes\.io\//.test(name),
      {
        rule: 'workload/resource',
        path: where,
        message: 'must be an extended resource: a domain other than kubernetes.io, a slash and a name',
        value: quoted(name),
        advice:
          'Write it as the device plugin does: nvidia.com/gpu. CPU and memory have options of their own.',
      },
    ),
    ...demand(wholeWithin(count, 1), {
      rule: 'workload/resource',
      path: where,
      message: `must be a whole number of at least 1 and at most ${LARGEST}`,
      value: quoted(count),
      advice: 'A device is never shared between containers: leave it out if none is needed.',
    }),
  ];
}
