import { valuesOf } from '../../../examples/measure/manifest';
import { manifestsOf } from '../../../examples/measure/objects';

const deployment = {
  metadata: { name: 'web', labels: { 'app.kubernetes.io/name': 'web', two_words: 'kept' } },
  spec: {
    replicas: '2',
    template: {
      spec: {
        security_context: { run_as_user: '1000' },
        container: [
          {
            name: 'web',
            args: ['--verbose', '$${HOME}'],
            env: [{ name: 'LEVEL', value: 'info' }],
            port: [{ container_port: 8080 }],
            readiness_probe: { tcp_socket: [{ port: 'http' }] },
            volume_mount: [{ mount_path: '/tmp', name: 'scratch' }],
          },
        ],
        volume: [{ name: 'scratch', empty_dir: {} }],
      },
    },
  },
};

test('a resource of Terraform becomes the object that the API server gets', () => {
  const [made, ...others] = manifestsOf({
    kubernetes_deployment_v1: { web: deployment },
    docker_image: { web: { name: 'web' } },
  });
  expect(others).toEqual([]);
  const container = 'spec.template.spec.containers.0';
  expect(Object.fromEntries(valuesOf(made ?? { kind: '', metadata: { name: '' } }))).toEqual({
    kind: 'Deployment',
    'metadata.name': 'web',
    'metadata.labels.app.kubernetes.io/name': 'web',
    'metadata.labels.two_words': 'kept',
    'spec.replicas': '2',
    'spec.template.spec.securityContext.runAsUser': '1000',
    [`${container}.name`]: 'web',
    [`${container}.args`]: '--verbose|${HOME}',
    [`${container}.env.LEVEL.name`]: 'LEVEL',
    [`${container}.env.LEVEL.value`]: 'info',
    [`${container}.ports.8080.containerPort`]: '8080',
    [`${container}.readinessProbe.tcpSocket.port`]: 'http',
    [`${container}.volumeMounts./tmp.mountPath`]: '/tmp',
    [`${container}.volumeMounts./tmp.name`]: 'scratch',
    'spec.template.spec.volumes./tmp.name': 'scratch',
    'spec.template.spec.volumes./tmp.emptyDir': '{}',
  });
});
