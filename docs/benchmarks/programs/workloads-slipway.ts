import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack } from 'cdktf';
import { App, Cpu, httpGet, Namespace, pinnedImage, Size, Workload } from 'slipway';
import { measureSynth } from './measure-synth';
import { digestOf, nameOf, REPOSITORY } from './workload';

/** So many workloads, each with its Service and disruption budget, in one stack. */
measureSynth((outdir, count) => {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'fleet');
  new KubernetesProvider(stack, 'kubernetes', { configPath: '~/.kube/config', configContext: 'fleet' });
  const namespace = new Namespace(stack, 'fleet', { partOf: 'fleet', protect: true });
  for (let index = 0; index < count; index += 1) {
    new Workload(stack, nameOf(index), {
      namespace,
      image: pinnedImage(REPOSITORY, digestOf(index)),
      replicas: 3,
      cpu: Cpu.millis(100),
      memory: Size.mebibytes(128),
      ports: { http: 8080 },
      ready: httpGet('http', '/readyz'),
      env: { LOG_LEVEL: 'info' },
    });
  }
  app.synth();
});
