import { Cpu, Size } from 'slipway';
import { services, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { front, store } = services('dev.example.com');

/** The pods of a deployment in dev. */
function podOf(settings: object): any {
  const { stacks } = synthProject(
    smallProject({ devOnly: true, dev: { services: { store, front: { ...front, ...settings } } } }),
  );
  return stacks['dev-services']?.resource['kubernetes_deployment_v1']?.['front'].spec.template.spec;
}

test('an environment says how much a service reserves, and which devices it gets', () => {
  const settings = {
    memory: Size.mebibytes(64),
    memoryRequest: Size.mebibytes(32),
    cpuLimit: Cpu.cores(1),
    resources: { 'nvidia.com/gpu': 1 },
  };
  expect(podOf(settings).container[0].resources).toEqual({
    requests: { cpu: '100m', memory: '32Mi', 'nvidia.com/gpu': '1' },
    limits: { cpu: '1', memory: '64Mi', 'nvidia.com/gpu': '1' },
  });
});
