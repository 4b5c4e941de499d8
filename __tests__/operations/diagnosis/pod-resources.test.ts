import type { V1PodSpec } from '../../../operations/cluster';
import { requestedBy } from '../../../operations/diagnosis/pod-resources';

type Container = V1PodSpec['containers'][number];

const asking = (name: string, memory: string, more: Partial<Container> = {}): Container => ({
  name,
  resources: { requests: { memory } },
  ...more,
});
const app = asking('app', '100');
const sidecar = asking('sidecar', '50', { restartPolicy: 'Always' });
const init = asking('init', '120');

test.each<[string, Omit<V1PodSpec, 'containers'>, number]>([
  ['its container', {}, 100],
  ['with a sidecar', { initContainers: [sidecar] }, 150],
  ['with a larger init container', { initContainers: [init] }, 120],
  ['with a sidecar that starts after the init container', { initContainers: [init, sidecar] }, 150],
  ['with a sidecar that runs beside the init container', { initContainers: [sidecar, init] }, 170],
  ['with what the runtime needs', { overhead: { memory: '10' } }, 110],
])('a pod takes up memory for %s', (_, spec, memory) => {
  expect(requestedBy({ containers: [app], ...spec }).memory).toBe(memory);
});
