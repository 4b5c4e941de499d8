import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { App, TerraformStack } from 'cdktf';
import { measureSynth } from './measure-synth';
import { digestOf, nameOf, REPOSITORY } from './workload';

/** The same in cdktf alone, as a person would write it: nothing is checked. */
measureSynth((outdir, count) => {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'fleet');
  new KubernetesProvider(stack, 'kubernetes', { configPath: '~/.kube/config', configContext: 'fleet' });
  for (let index = 0; index < count; index += 1) {
    const name = nameOf(index);
    const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'fleet' };
    const metadata = { name, namespace: 'fleet', labels };
    const probe = { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 10, timeoutSeconds: 1 };
    new DeploymentV1(stack, name, {
      metadata,
      spec: {
        replicas: '3',
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            topologySpreadConstraint: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: [{ matchLabels: labels }],
              },
            ],
            container: [
              {
                name,
                image: `${REPOSITORY}@${digestOf(index)}`,
                port: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
                env: [{ name: 'LOG_LEVEL', value: 'info' }],
                resources: {
                  requests: { cpu: '100m', memory: '128Mi' },
                  limits: { memory: '128Mi' },
                },
                readinessProbe: probe,
                livenessProbe: probe,
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  runAsNonRoot: true,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    });
    new ServiceV1(stack, `${name}-service`, {
      metadata,
      spec: { selector: labels, port: [{ name: 'http', port: 8080, targetPort: 'http' }] },
    });
    new PodDisruptionBudgetV1(stack, `${name}-budget`, {
      metadata,
      spec: { maxUnavailable: '1', selector: { matchLabels: labels } },
    });
  }
  app.synth();
});
