import { fromManifests } from '../../../cli/starting/from-manifests';
import { environmentOf } from '../../../cli/starting/project-files';
import { render } from '../../../cli/starting/source';
import type { CarriedOver } from '../../../cli/starting/starter';
import { problemsOf, sourceOf } from './as-project';

const POD = 'Deployment/web spec.template.spec';

/** The pods of a workload: their one container, and what else they say. */
const pods = (container: object = {}, pod: object = {}): object => ({
  metadata: { labels: { app: 'web' } },
  spec: {
    ...pod,
    containers: [
      {
        name: 'web',
        image: 'example.com/web:1',
        command: ['serve'],
        ports: [
          { name: 'http', containerPort: 8080 },
          { name: 'admin', containerPort: 9001 },
        ],
        ...container,
      },
    ],
  },
});
const web = (container: object = {}, pod: object = {}, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { ...spec, template: pods(container, pod) },
});
const named = (kind: string, name: string, rest: object): object => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...rest,
});
/** A container that says all for which Slipway has an answer of its own. */
const SAYS_ALL = {
  resources: { limits: { memory: '64Mi', cpu: '100m' } },
  securityContext: { runAsUser: 100, runAsGroup: 100, readOnlyRootFilesystem: true },
  readinessProbe: { tcpSocket: { port: 8080 } },
};
const SERVICE = named('Service', 'web', {
  spec: { selector: { app: 'web' }, ports: [{ port: 8080 }, { port: 9001 }] },
});
const ingress = (...rules: readonly object[]): object => named('Ingress', 'web', { spec: { rules } });
const route = (host: string, path: string, number: number, pathType = 'Prefix'): object => ({
  host,
  http: { paths: [{ path, pathType, backend: { service: { name: 'web', port: { number } } } }] },
});
const policy = (rule: object): object =>
  named('NetworkPolicy', 'web', { spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [rule] } });

const carried = (...items: readonly object[]): CarriedOver =>
  fromManifests({ 'all.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
const pathsOf = ({ notCarriedOver }: CarriedOver): readonly string[] =>
  notCarriedOver.map(({ path }) => path);

describe('of manifests, what comes out otherwise is listed', () => {
  const folder = (mountPath: string, readOnly?: boolean): object => ({
    volumeMounts: [{ name: 'work', mountPath, readOnly }],
  });
  const work = (volume: object): object => ({ volumes: [{ name: 'work', ...volume }] });
  const claim = (spec: object): object => named('PersistentVolumeClaim', 'data', { spec });
  const claimed = work({ persistentVolumeClaim: { claimName: 'data' } });

  test.each<[string, string, readonly object[]]>([
    [
      'a folder that containers share under two paths',
      `${POD}.initContainers[0].volumeMounts[0]`,
      [
        web(folder('/plugins/'), {
          initContainers: [{ name: 'copy', image: 'example.com/copy:1', ...folder('/target') }],
          ...work({ emptyDir: {} }),
        }),
      ],
    ],
    [
      'a folder that a container may not write',
      `${POD}.containers[0].volumeMounts[0].readOnly`,
      [web(folder('/a', true), work({ emptyDir: {} }))],
    ],
    [
      'a folder that may hold whatever the node has',
      `${POD}.volumes[0].emptyDir`,
      [web(folder('/a'), work({ emptyDir: {} }))],
    ],
    [
      'clients that any node lets in',
      'Service/web spec.externalTrafficPolicy',
      [
        web(),
        named('Service', 'web', {
          spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 8080 }] },
        }),
      ],
    ],
    [
      'a claim that its only pod may not write',
      `${POD}.containers[0].volumeMounts[0].readOnly`,
      [web(folder('/a', true), claimed), claim({ accessModes: ['ReadWriteOnce'] })],
    ],
    [
      'a claim that is only read',
      'PersistentVolumeClaim/data spec.accessModes',
      [web(folder('/a'), claimed), claim({ accessModes: ['ReadOnlyMany'] })],
    ],
    [
      'a claim that is a device',
      'PersistentVolumeClaim/data spec.volumeMode',
      [web(folder('/a'), claimed), claim({ volumeMode: 'Block' })],
    ],
    [
      'a rollout of a lone pod',
      'Deployment/web spec.strategy.rollingUpdate',
      [web(folder('/a'), claimed, { strategy: { rollingUpdate: { maxSurge: 1 } } }), claim({})],
    ],
    [
      'a secret that may be missing',
      `${POD}.volumes[0].secret.optional`,
      [
        web(
          folder('/a'),
          work({ secret: { secretName: 'tls', optional: true, items: [{ key: 'a', path: 'a' }] } }),
        ),
      ],
    ],
    [
      'a variable of a config map that may be missing',
      `${POD}.containers[0].env[0].valueFrom.configMapKeyRef`,
      [
        web({
          env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'b', key: 'c', optional: true } } }],
        }),
      ],
    ],
    [
      'an effect that is borne whatever its key',
      `${POD}.tolerations[0]`,
      [web({}, { tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] })],
    ],
    [
      'privileges that are gained',
      `${POD}.containers[0].securityContext.allowPrivilegeEscalation`,
      [web({ securityContext: { allowPrivilegeEscalation: true } })],
    ],
    ['a user that nobody names', 'securityContext.runAsUser', [web()]],
    ['memory without a limit', 'resources.limits.memory', [web()]],
    [
      'a folder in memory without a size',
      `${POD}.volumes[0].emptyDir.sizeLimit`,
      [web(folder('/a'), work({ emptyDir: { medium: 'Memory' } }))],
    ],
    [
      'pods that start in order',
      'StatefulSet/web spec.podManagementPolicy',
      [{ ...web({}, {}, { replicas: 3 }), kind: 'StatefulSet' }],
    ],
    [
      'a path that is exactly one',
      'Ingress/web spec.rules[0].http.paths[0].pathType',
      [web(), SERVICE, ingress(route('a.example.com', '/', 8080, 'Exact'))],
    ],
    [
      'another port under another domain',
      'Ingress/web spec.rules[1].http.paths[0].backend',
      [web(), SERVICE, ingress(route('a.example.com', '/', 8080), route('b.example.com', '/', 9001))],
    ],
    [
      'paths of one domain that others get',
      'Ingress/web',
      [web(), SERVICE, ingress(route('a.example.com', '/', 8080), route('b.example.com', '/admin', 9001))],
    ],
    ['connections from anywhere', 'NetworkPolicy/web spec.ingress[0]', [web(), policy({})]],
    [
      'ports without a number on the nodes',
      'Service/web spec.ports',
      [
        web(),
        named('Service', 'web', {
          spec: {
            type: 'NodePort',
            selector: { app: 'web' },
            ports: [{ port: 8080, nodePort: 30_080 }, { port: 9001 }],
          },
        }),
      ],
    ],
    [
      'the protocol of a port',
      'Service/web spec.ports[0].appProtocol',
      [
        web(),
        named('Service', 'web', {
          spec: { selector: { app: 'web' }, ports: [{ port: 8080, appProtocol: 'kubernetes.io/h2c' }] },
        }),
      ],
    ],
    [
      'labels of a namespace',
      'Namespace/shop metadata.labels.istio-injection',
      [
        web(),
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: {
            name: 'shop',
            labels: { 'istio-injection': 'enabled', 'pod-security.kubernetes.io/warn': 'baseline' },
          },
        },
      ],
    ],
    [
      'a person who has the rights of a workload',
      'RoleBinding/web subjects[1]',
      [
        web({}, { serviceAccountName: 'web' }),
        named('ServiceAccount', 'web', {}),
        named('Role', 'web', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }),
        named('RoleBinding', 'web', {
          roleRef: { kind: 'Role', name: 'web' },
          subjects: [
            { kind: 'ServiceAccount', name: 'web' },
            { kind: 'User', name: 'joe' },
          ],
        }),
      ],
    ],
  ])('%s', (_, path, objects) => {
    const all = carried(...objects);
    expect(pathsOf(all)).toContain(path);
    expect(problemsOf(all)).toEqual([]);
  });

  test('once, and nothing where all is the same', () => {
    const set = JSON.parse(
      JSON.stringify({
        ...web(SAYS_ALL, {}, { replicas: 3, podManagementPolicy: 'Parallel' }),
        kind: 'StatefulSet',
      }).replaceAll('"web"', '"db"'),
    ) as object;
    const all = carried(
      web(
        { ...folder('/a'), ...SAYS_ALL },
        {
          initContainers: [
            {
              name: 'copy',
              image: 'example.com/copy:1',
              securityContext: SAYS_ALL.securityContext,
              ...folder('/a/'),
            },
          ],
          ...work({ emptyDir: { sizeLimit: '1Gi' } }),
          tolerations: [{ operator: 'Exists' }],
        },
      ),
      SERVICE,
      ingress(route('a.example.com', '/', 8080), route('b.example.com', '/', 8080)),
      { ...set, metadata: { name: 'db' } },
    );
    expect(all.notCarriedOver.filter(({ path }) => path !== 'NetworkPolicy')).toEqual([]);
    expect(problemsOf(all)).toEqual([]);
  });
});

test('a job has its own value of a variable that its service has as well, and lists what it reads from elsewhere', () => {
  const secret = (name: string): object => ({ secretKeyRef: { name, key: 'password' } });
  const env = (mode: string, of: string): readonly object[] => [
    { name: 'MODE', value: mode },
    { name: 'LEVEL', value: 'info' },
    { name: 'DB_PASSWORD', valueFrom: secret(of) },
  ];
  const container = { name: 'web', image: 'example.com/web:1', command: ['report'] };
  const all = carried(
    web({ env: env('serve', 'db') }),
    named('CronJob', 'nightly', {
      spec: {
        schedule: '@daily',
        jobTemplate: {
          spec: { template: { spec: { containers: [{ ...container, env: env('report', 'other') }] } } },
        },
      },
    }),
  );
  expect(all.services.find(({ name }) => name === 'nightly')?.props['env']).toEqual({ MODE: 'report' });
  expect(pathsOf(all)).toContain(
    'CronJob/nightly spec.jobTemplate.spec.template.spec.containers[0].env[2].valueFrom',
  );
  expect(problemsOf(all)).toEqual([]);
});

test('network policies name ports as pods do', () => {
  const db = JSON.parse(
    JSON.stringify([
      web(),
      SERVICE,
      policy({ from: [{ podSelector: { matchLabels: { app: 'caller' } } }], ports: [{ port: 'admin' }] }),
    ]),
  ) as readonly object[];
  const caller = JSON.parse(JSON.stringify(web()).replaceAll('"web"', '"caller"')) as object;
  const all = carried(...db, caller);
  expect(sourceOf(all)).toContain("connectsTo: { WEB: web.port('admin') }");
  expect(problemsOf(all)).toEqual([]);
});

test('an autoscaler asks for a cluster with a metrics server', () => {
  const autoscaler = named('HorizontalPodAutoscaler', 'web', {
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      maxReplicas: 4,
      targetCPUUtilizationPercentage: 70,
    },
  });
  const clusterOf = (...objects: readonly object[]): string =>
    render(
      environmentOf(
        { name: 'shop', environments: ['prod'], services: carried(...objects).services },
        'prod',
        0,
      ),
    );
  expect(clusterOf(web(), autoscaler)).toContain('provides: { metrics: true }');
  expect(clusterOf(web())).not.toContain('metrics');
});
