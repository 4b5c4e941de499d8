import { fromManifests } from '../../../cli/starting/from-manifests';

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
    image: `example.com/web:1@sha256:${'5'.repeat(64)}`,
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
  const { running = [] } = fromManifests({
    'all.yaml': objects.map((one) => JSON.stringify(one)).join('\n---\n'),
  });
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
  [
    'a claim of its own',
    {
      spec: { replicas: 1 },
      pod: {
        containers: [
          {
            name: 'web',
            image: `example.com/web:1@sha256:${'5'.repeat(64)}`,
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'web-files' } }],
      },
      more: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'web-files' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
    'PersistentVolumeClaim/web-files',
    'To keep the data, delete nothing',
  ],
])('a workload with %s: what cannot change is recreated', (_, parts, object, reason) => {
  expect(recreateReasons(parts)[object]).toContain(reason);
});
