import { parseAllDocuments, stringify } from 'yaml';
import { fromManifests } from '../../../cli/starting/from-manifests';
import { InvalidInput } from '../../../core/findings';
import { problemsOf, sourceOf } from './as-project';

const labels = (name: string): string => `{ app: ${name} }`;

/** A shop with most of what manifests say. */
const SHOP = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: web, team: checkout }, annotations: { 'deployment.kubernetes.io/revision': '3' } }
spec:
  replicas: 3
  revisionHistoryLimit: 2
  selector: { matchLabels: ${labels('web')} }
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 25%, maxUnavailable: 0 } }
  template:
    metadata: { labels: ${labels('web')}, annotations: { 'checksum/config': abc } }
    spec:
      serviceAccountName: web
      terminationGracePeriodSeconds: 45
      securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 2000, seccompProfile: { type: RuntimeDefault } }
      initContainers:
        - { name: wait, image: 'busybox:1.36', command: [sh, -c, 'until nc -z db 5432; do sleep 1; done'] }
      containers:
        - name: web
          image: ghcr.io/example/web:2.1
          ports: [{ name: http, containerPort: 8080 }]
          env:
            - { name: API_TOKEN, value: f00ba4b4rqux99 }
            - { name: DB_ADDR, value: 'db.shop.svc.cluster.local:5432' }
            - { name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }
            - { name: MODE, valueFrom: { configMapKeyRef: { name: web, key: mode } } }
            - { name: POD, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
          envFrom: [{ secretRef: { name: smtp } }]
          resources: { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 256Mi } }
          readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 5, successThreshold: 1 }
          livenessProbe: { tcpSocket: { port: 8080 } }
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, readOnlyRootFilesystem: true }
          volumeMounts:
            - { name: config, mountPath: /etc/web }
            - { name: tmp, mountPath: /tmp }
          workingDir: /srv
        - { name: exporter, image: 'example/exporter:1', ports: [{ name: metrics, containerPort: 9100 }] }
      volumes:
        - { name: config, configMap: { name: web, items: [{ key: app.yaml, path: app.yaml }] } }
        - { name: tmp, emptyDir: { medium: Memory, sizeLimit: 32Mi } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { type: LoadBalancer, selector: ${labels('web')}, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web }
data: { mode: fast, app.yaml: 'level: info', unused: 'yes' }
---
apiVersion: v1
kind: Secret
metadata: { name: db }
data: { password: aHVudGVyMmh1bnRlcjI= }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db }
spec:
  serviceName: db
  selector: { matchLabels: ${labels('db')} }
  template:
    metadata: { labels: ${labels('db')} }
    spec:
      containers:
        - name: postgres
          image: postgres:16
          ports: [{ containerPort: 5432 }]
          volumeMounts: [{ name: data, mountPath: /var/lib/postgresql/data }]
      affinity: { podAntiAffinity: {  requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: zone }] } }
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], storageClassName: fast, resources: { requests: { storage: 20Gi } } }
---
apiVersion: v1
kind: Service
metadata: { name: db }
spec: { clusterIP: None, selector: ${labels('db')}, ports: [{ port: 5432 }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 2
  maxReplicas: 8
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1, selector: { matchLabels: ${labels('web')} } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec:
  ingressClassName: nginx
  tls: [{ hosts: [shop.example.org], secretName: web-tls }]
  rules: [{ host: shop.example.org, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web }
spec:
  podSelector: { matchLabels: ${labels('web')} }
  policyTypes: [Ingress]
  ingress: [{ from: [{ podSelector: { matchLabels: ${labels('agent')} } }, { ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 8080 }] }]
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: web, annotations: { 'example.com/role': web } }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: web }
rules: [{ apiGroups: [''], resources: [pods], verbs: [get, list] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: web }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: web }
subjects: [{ kind: ServiceAccount, name: web }]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  selector: { matchLabels: ${labels('agent')} }
  template:
    metadata: { labels: ${labels('agent')} }
    spec:
      hostNetwork: false
      hostPID: true
      hostIPC: true
      tolerations: [{ operator: Exists }]
      containers:
        - name: agent
          image: example/agent:1
          securityContext: { privileged: true }
          ports: [{ name: spans, containerPort: 6831, hostPort: 6831, protocol: UDP }]
          volumeMounts:
            - { name: logs, mountPath: /var/log/pods, readOnly: true }
            - { name: root, mountPath: /host, readOnly: true, mountPropagation: HostToContainer }
      volumes: [{ name: logs, hostPath: { path: /var/log/pods } }, { name: root, hostPath: { path: / } }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: '0 3 * * *'
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec: { restartPolicy: Never, containers: [{ name: report, image: 'ghcr.io/example/web:2.1', command: [node, report.js] }] }
---
apiVersion: example.com/v1
kind: Widget
metadata: { name: one }
spec: { size: 3 }
`;

const shop = () => fromManifests({ 'shop.yaml': SHOP });

describe('a folder of manifests', () => {
  test('is a project that synthesises', () => {
    expect(problemsOf(shop())).toEqual([]);
  });

  test('says its services in the words of Slipway', () => {
    const written = sourceOf(shop());
    for (const line of [
      "labels: { team: 'checkout' },",
      'user: 1000,',
      'fsGroup: 2000,',
      'ports: { http: { container: 8080, service: 80 }, metrics: 9100 },',
      "ready: httpGet('http', '/readyz', { period: Duration.seconds(5) }),",
      "live: tcp('http'),",
      "rollout: { maxSurge: '25%', maxUnavailable: 0 },",
      'historyLimit: 2,',
      'disruptionBudget: { maxUnavailable: 1 },',
      "DB_ADDR: db.address('sql')",
      "POD: podField('metadata.name')",
      "MODE: 'fast'",
      "DB_PASSWORD: secretKey('db', 'password')",
      "envFrom: [wholeSecret('smtp')],",
      "files: { '/etc/web/app.yaml': 'level: info' },",
      "scratch: { '/tmp': { size: Size.mebibytes(32), inMemory: true } },",
      "public: 'http',",
      "kind: 'statefulSet',",
      "volumes: { data: '/var/lib/postgresql/data' },",
      "tolerations: 'all',",
      "hostPid: seesHostProcesses('carried over from DaemonSet/agent spec.template.spec.hostPID'),",
      'hostPort: onHostPort(',
      "propagation: 'HostToContainer'",
      "connectsTo: { WEB: web.port('http') },",
      'const report = cronJob({',
      "schedule: '0 3 * * *',",
      "verbs: ['get', 'list']",
    ])
      expect(written).toContain(line);
  });

  test('says what differs between environments as sizes', () => {
    const { services } = shop();
    const web = services.find(({ name }) => name === 'web');
    expect(web?.sizes).toMatchObject({
      replicas: { min: 2, max: 8, cpuPercent: 70 },
      domain: 'shop.example.org',
      memory: { callee: 'Size.mebibytes', args: [256] },
      exposed: { callee: 'loadBalancer' },
    });
    expect(web).toMatchObject({ secrets: ['db', 'smtp', 'web'], wholeSecrets: ['smtp'] });
    expect(services.find(({ name }) => name === 'db')?.sizes).toMatchObject({
      volumes: { data: { callee: 'Size.gibibytes', args: [20] } },
    });
  });

  test('keeps no secret, neither in the source nor in what it lists', () => {
    const carried = shop();
    const all = sourceOf(carried) + JSON.stringify(carried);
    for (const secret of ['f00ba4b4rqux99', 'aHVudGVyMmh1bnRlcjI', 'hunter2'])
      expect(all).not.toContain(secret);
  });

  test('lists what could not be carried over, by its path', () => {
    const paths = shop().notCarriedOver.map(({ path }) => path);
    for (const path of [
      'Deployment/web spec.template.spec.containers[0].env[0].value',
      'StatefulSet/db spec.template.spec.affinity',
      'StatefulSet/db spec.volumeClaimTemplates[0].spec.storageClassName',
      'DaemonSet/agent spec.template.spec.hostIPC',
      'DaemonSet/agent spec.template.spec.containers[0].ports[0].hostPort',
      'ConfigMap/web data.unused',
      'NetworkPolicy/web spec.ingress[0].from[1]',
      'Secret/db',
      'Widget/one',
    ])
      expect(paths).toContain(path);
  });

  test('loses no key: one that Slipway does not know is listed wherever it stands', () => {
    const documents = parseAllDocuments(SHOP).map((document) => document.toJS() as Record<string, unknown>);
    const free =
      /[. ](selector|matchLabels|labels|annotations|data|limits|requests|podSelector|status|tls\[\d+\]|labelSelector|ipBlock|from\[1\]|affinity|podAntiAffinity|\w+Execution\[\d\]|metrics\[\d+\].*)$/;
    const failed: string[] = [];
    let visited = 0;
    const visit = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Array.isArray(value) && !free.test(path)) {
        const record = value as Record<string, unknown>;
        record['unheardOf'] = 'value';
        const text = documents.map((document) => stringify(document)).join('---\n');
        const listed = fromManifests({ 'shop.yaml': text }).notCarriedOver.map((each) => each.path);
        delete record['unheardOf'];
        visited++;
        if (!listed.some((each) => each.endsWith('unheardOf'))) failed.push(path);
      }
      for (const [key, inner] of Object.entries(value))
        visit(
          inner,
          Array.isArray(value) ? `${path}[${key}]` : `${path}${path.endsWith(' ') ? '' : '.'}${key}`,
        );
    };
    for (const document of documents)
      if (document['kind'] !== 'Widget') visit(document, `${String(document['kind'])} `);
    expect(failed).toEqual([]);
    expect(visited).toBeGreaterThan(60);
  });

  test('takes lists of objects and several files', () => {
    const pod = (name: string): string =>
      `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name} }, spec: { template: { spec: { containers: [{ name: a, image: 'example/a:1' }] } } } }`;
    const carried = fromManifests({
      'a.yaml': `{ apiVersion: v1, kind: List, items: [${pod('a')}] }`,
      'b.yaml': pod('b'),
    });
    expect(carried.services.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(problemsOf(carried)).toEqual([]);
  });

  test.each([
    ['no YAML', 'kind: [', 'from/yaml'],
    ['an object without a name', 'apiVersion: v1\nkind: Service\nspec: {}', 'from/manifest'],
    ['nothing', '', 'from/manifest'],
    [
      'a wrong type',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: 3 } } }',
      'from/type',
    ],
  ])('is refused with a finding for %s', (_, text, rule) => {
    let rules: readonly string[] = [];
    try {
      fromManifests({ 'a.yaml': text });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      rules = error.findings.map((finding) => finding.rule);
    }
    expect(rules).toContain(rule);
  });
});

test('ports, processes and mounts of the node are carried over where such pods may have them', () => {
  const read = (kind: string, privileged: boolean, hostNetwork: boolean) => {
    const mount = { name: 'plugins', mountPath: '/plugins', mountPropagation: 'Bidirectional' };
    const container = {
      ...{ name: 'agent', image: 'example/agent:1', securityContext: { privileged } },
      ports: [{ name: 'metrics', containerPort: 9100, hostPort: 9100 }],
      volumeMounts: [mount],
    };
    const volumes = [{ name: 'plugins', hostPath: { path: '/plugins' } }];
    const spec = { hostNetwork, hostPID: true, containers: [container], volumes };
    const object = { apiVersion: 'apps/v1', kind, metadata: { name: 'agent' }, spec: { template: { spec } } };
    const carried = fromManifests({ 'agent.yaml': stringify(object) });
    expect(problemsOf(carried)).toEqual([]);
    const left = carried.notCarriedOver.map(({ path }) => path.split(/[. ]/).at(-1));
    return { written: sourceOf(carried), left };
  };
  const agent = read('DaemonSet', true, false);
  expect(agent.written).toMatch(/propagation: 'Bidirectional'/);
  expect(agent.written).toMatch(/hostPort: onHostPort\(\s*9100/);
  expect(agent.left).not.toContain('mountPropagation');

  const plain = read('DaemonSet', false, true);
  expect(plain.written).not.toMatch(/propagation|onHostPort/);
  expect(plain.left).toContain('mountPropagation');
  expect(plain.left).not.toContain('hostPort');

  const moving = read('Deployment', false, false);
  expect(moving.written).toMatch(/hostPort: onHostPort\(\s*9100/);
  expect(moving.written).not.toContain('seesHostProcesses');
  expect(moving.left).toContain('hostPID');
});

test('no secret is taken over from a text of a workload, an ingress, an account or a job', () => {
  const token = `ghp_${'aB3d'.repeat(9)}`;
  const image = 'example.com/web:1';
  const words = ['serve', '--password', 'hunter2hunter2'];
  const object = (apiVersion: string, kind: string, spec: object, annotations: object = {}) =>
    stringify({ apiVersion, kind, metadata: { name: 'web', annotations }, spec });
  const pod = (container: object, more: object = {}) => ({
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image, ...container }], ...more },
    },
  });
  const backend = { service: { name: 'web', port: { number: 80 } } };
  const carried = fromManifests({
    'all.yaml': [
      object(
        'apps/v1',
        'Deployment',
        pod(
          { lifecycle: { preStop: { exec: { command: words } } }, command: words },
          { nodeSelector: { note: token, disk: 'ssd' }, serviceAccountName: 'web', priorityClassName: token },
        ),
        { note: token },
      ),
      object('v1', 'ServiceAccount', {}, { note: token }),
      object('v1', 'Service', { selector: { app: 'web' }, ports: [{ port: 80 }] }),
      object(
        'networking.k8s.io/v1',
        'Ingress',
        { rules: [{ host: 'a.example.com', http: { paths: [{ path: '/', backend }] } }] },
        { 'example.com/auth': token },
      ),
      object('batch/v1', 'Job', pod({ command: words })),
      object('batch/v1', 'CronJob', {
        schedule: '@daily',
        jobTemplate: { spec: pod({ command: ['run'], env: [{ name: 'NOTE', value: token }] }) },
      }),
    ].join('---\n'),
  });
  expect(sourceOf(carried) + JSON.stringify(carried)).not.toMatch(/ghp_|hunter2/);
  const listed = carried.notCarriedOver.map(({ path, reason }) => `${path} ${reason}`).join('\n');
  for (const said of [
    'preStop.exec',
    'nodeSelector.note',
    'priorityClass looks',
    'serviceAccount.annotations',
    'public.annotations',
    'Job/web Its command holds',
    'env[0].value',
  ])
    expect(listed).toContain(said);
  expect(sourceOf(carried)).toContain("nodeSelector: { disk: 'ssd' }");
});
