import { Call } from '../../../cli/starting';
import { fromManifests } from '../../../cli/starting/from-manifests';

const IMAGE = `example.com/web:1@sha256:${'5'.repeat(64)}`;

function carriedOver(objects: readonly object[]) {
  const text = objects.map((one) => JSON.stringify(one)).join('\n---\n');
  return fromManifests({ 'all.yaml': text }, { isRunning: true });
}

interface Parts {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly spec?: object;
  readonly pod?: object;
  readonly service?: object;
  readonly more?: readonly object[];
}

/** For a workload with its Service, and other objects: object → why it must be recreated, or null if it is taken over. */
function recreateReasons({ kind = 'Deployment', name = 'web', namespace, ...parts }: Parts) {
  const { selector = { 'app.kubernetes.io/name': name }, spec, pod, service, more = [] } = parts;
  const container = {
    name,
    image: IMAGE,
    ports: [{ containerPort: 8080 }],
  };
  const objects = [
    {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name, namespace },
      spec: {
        replicas: 2,
        selector: { matchLabels: selector },
        template: { metadata: { labels: selector }, spec: { containers: [container], ...pod } },
        ...spec,
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { selector, ports: [{ port: 8080 }], ...service },
    },
    ...more,
  ];
  const { running = [] } = carriedOver(objects);
  return Object.fromEntries(running.map((one) => [`${one.kind}/${one.name}`, one.recreateReason ?? null]));
}

test('a workload with the labels of Slipway is taken over, with its Service', () => {
  expect(recreateReasons({})).toEqual({ 'Deployment/web': null, 'Service/web': null });
});

test.each<[string, Parts, string, string]>([
  ['other labels in its selector', { selector: { app: 'web' } }, 'Deployment/web', "selector can't change"],
  [
    'one label more in its selector',
    { selector: { 'app.kubernetes.io/name': 'web', tier: 'front' } },
    'Deployment/web',
    "selector can't change",
  ],
  [
    'the kind StatefulSet, started in order',
    { kind: 'StatefulSet', spec: { serviceName: 'web' } },
    'StatefulSet/web',
    'claims',
  ],
  ['a Service of another type', { service: { type: 'LoadBalancer' } }, 'Service/web', 'LoadBalancer'],
  ['a headless Service', { service: { clusterIP: 'None' } }, 'Service/web', "clusterIP can't change"],
])('a workload with %s: what cannot change is recreated', (_, parts, object, reason) => {
  expect(recreateReasons(parts)[object]).toContain(reason);
});

test('a claim that one workload mounts stays with its data, and the workload that mounts it is taken over as it is', () => {
  const labels = { 'app.kubernetes.io/name': 'web' };
  const container = { name: 'web', image: IMAGE, volumeMounts: [{ name: 'data', mountPath: '/data' }] };
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'web-files' } }];
  const { services, running, notCarriedOver } = carriedOver([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container], volumes } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'web-files' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ]);

  expect(running).toEqual([{ kind: 'Deployment', name: 'web' }]);
  expect(services[0]?.props).toMatchObject({ mounts: { '/data': new Call('existingClaim', 'web-files') } });
  expect(services[0]?.props).not.toHaveProperty('single');
  expect(notCarriedOver).toContainEqual({
    path: 'PersistentVolumeClaim/web-files',
    reason: expect.stringContaining('stays as it is, with its data'),
  });
});
