import { createRequire } from 'node:module';
import { join } from 'node:path';
import { measureSynth } from './measure-synth';
import { digestOf, nameOf, REPOSITORY } from './workload';

// cdk8s-plus is not a dependency of Slipway: the bench installs it into a folder of its own, which is the third argument.
const load = createRequire(join(process.argv[4] ?? '.', 'package.json'));
/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access */
const { App, Chart, Size } = load('cdk8s');
const { Cpu, Deployment, k8s, Probe } = load('cdk8s-plus-32');

/** The same as manifests, by cdk8s-plus. */
measureSynth((outdir, count) => {
  const app = new App({ outdir });
  const chart = new Chart(app, 'fleet', { namespace: 'fleet' });
  for (let index = 0; index < count; index += 1) {
    const name = nameOf(index);
    const probe = Probe.fromHttpGet('/readyz', { port: 8080 });
    const deployment = new Deployment(chart, name, {
      metadata: { name, labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'fleet' } },
      replicas: 3,
      containers: [
        {
          name,
          image: `${REPOSITORY}@${digestOf(index)}`,
          ports: [{ name: 'http', number: 8080 }],
          envVariables: { LOG_LEVEL: { value: 'info' } },
          resources: {
            cpu: { request: Cpu.millis(100) },
            memory: { request: Size.mebibytes(128), limit: Size.mebibytes(128) },
          },
          readiness: probe,
          liveness: probe,
        },
      ],
    });
    deployment.exposeViaService({ name: `${name}-service` });
    new k8s.KubePodDisruptionBudget(chart, `${name}-budget`, {
      metadata: { name },
      spec: {
        maxUnavailable: k8s.IntOrString.fromNumber(1),
        selector: deployment.toPodSelector().toPodSelectorConfig().labelSelector._toKube(),
      },
    });
  }
  app.synth();
});
