import type { WorkloadSpec } from '../../../constructs/workload';
import { Cpu, Size } from '../../../constructs/quantities';
import { containerOf, podOf, problemsOf, synthApi } from './a-workload';

const resourcesOf = (changes: Partial<WorkloadSpec>): any => containerOf(synthApi(changes)).resources;

describe('the resources of a container', () => {
  test('reserve less memory than they allow, and limit CPU, where that is asked for', () => {
    expect(resourcesOf({ memoryRequest: Size.mebibytes(128), cpuLimit: Cpu.cores(1) })).toEqual({
      requests: { cpu: '500m', memory: '128Mi' },
      limits: { cpu: '1', memory: '512Mi' },
    });
  });

  test('name devices, which are never shared', () => {
    expect(resourcesOf({ resources: { 'nvidia.com/gpu': 2 } })).toEqual({
      requests: { cpu: '500m', memory: '512Mi', 'nvidia.com/gpu': '2' },
      limits: { memory: '512Mi', 'nvidia.com/gpu': '2' },
    });
  });

  test('name what may be written on the disk of the node, of each container', () => {
    const written = { 'ephemeral-storage': '2Gi' };
    const sidecars = { logs: { command: ['logs'], cpu: Cpu.millis(10), memory: Size.mebibytes(16) } };
    const ephemeralStorage = Size.gibibytes(2);
    const initContainers = { render: { command: ['render'] } };
    const pod = podOf(synthApi({ ephemeralStorage, initContainers, sidecars }));
    const own = {
      requests: { cpu: '500m', memory: '512Mi', ...written },
      limits: { memory: '512Mi', ...written },
    };
    expect([pod.init_container[0].resources, pod.container[0].resources]).toEqual([own, own]);
    expect(pod.container[1].resources.limits).toEqual({ memory: '16Mi' });
  });

  test('may be reserved in full', () => {
    expect(problemsOf({ memoryRequest: Size.mebibytes(512), cpuLimit: Cpu.millis(500) })).toEqual([]);
  });

  test.each<[string, Partial<WorkloadSpec>, string]>([
    [
      'more memory reserved than allowed',
      { memoryRequest: Size.gibibytes(1) },
      'workload/memory .memoryRequest',
    ],
    ['nothing reserved', { memoryRequest: Size.bytes(0) }, 'workload/memory .memoryRequest'],
    ['more CPU reserved than allowed', { cpuLimit: Cpu.millis(499) }, 'workload/cpu .cpuLimit'],
    [
      'a disk without room',
      { ephemeralStorage: Size.bytes(2) },
      'workload/ephemeral-storage .ephemeralStorage',
    ],
    ['a device without a domain', { resources: { gpu: 1 } }, 'workload/resource .resources.gpu'],
    ['what has an option of its own', { resources: { memory: 1 } }, 'workload/resource .resources.memory'],
    [
      'the domain of Kubernetes',
      { resources: { 'kubernetes.io/gpu': 1 } },
      'workload/resource .resources["kubernetes.io/gpu"]',
    ],
    [
      'the prefix of a quota, which no resource has',
      { resources: { 'requests.nvidia.com/gpu': 1 } },
      'workload/resource .resources["requests.nvidia.com/gpu"]',
    ],
    [
      'half a device',
      { resources: { 'nvidia.com/gpu': 0.5 } },
      'workload/resource .resources["nvidia.com/gpu"]',
    ],
  ])('refused: %s', (_what, changes, problem) => {
    expect(problemsOf(changes)).toEqual([problem]);
  });
});
