import { fromManifests } from '../../../cli/starting/from-manifests';
import { problemsOf, sourceOf } from './as-project';

/** A deployment whose one container and pod say this beside their image. */
const deployment = (container: object, pod: object = {}, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    ...spec,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { ...pod, containers: [{ name: 'web', image: 'example.com/web:1', ...container }] },
    },
  },
});

const PORT = { ports: [{ name: 'http', containerPort: 8080 }] };
const carried = (...objects: readonly object[]) =>
  fromManifests({ 'all.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }) });

describe('variables that take the values of others', () => {
  const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const all = carried(
    deployment({
      ...PORT,
      env: [
        field('POD', 'metadata.name'),
        { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
        { name: 'URL', value: 'postgres://web:$(PASSWORD)@db.example.com:5432/web' },
        { name: 'NAME', value: '$(POD).web-headless, `$$(POD)` and $(NOBODY)' },
        { name: 'PRICE', value: '5$$' },
      ],
    }),
  );

  test('take them here too', () => {
    const source = sourceOf(all);
    expect(source).toContain(
      "URL: interpolate`postgres://web:${variable('PASSWORD')}@db.example.com:5432/web`",
    );
    expect(source).toContain(
      "NAME: interpolate`${variable('POD')}.web-headless, \\`$(POD)\\` and $(NOBODY)`",
    );
    expect(source).toContain("PRICE: '5$'");
    expect(problemsOf(all)).toEqual([]);
  });

  test('beside addresses of other services', () => {
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
    };
    const caller = JSON.parse(
      JSON.stringify(
        deployment({
          ...PORT,
          env: [field('POD', 'metadata.name'), { name: 'A_URL', value: 'http://web:80/$(POD)' }],
        }),
      ).replaceAll('"web"', '"caller"'),
    );
    expect(sourceOf(carried(deployment(PORT), service, caller))).toContain(
      "A_URL: interpolate`http://${web.address('http')}/${variable('POD')}`",
    );
  });

  test('words of a command take them too, and what is no variable stays text', () => {
    const server = {
      command: ['/server', '--ip=$(IP)'],
      args: ['$(NOBODY)', '5$$', '$(IP)'],
      env: [field('IP', 'status.podIP')],
    };
    const source = sourceOf(carried(deployment({ ...PORT, ...server })));
    expect(source).toContain("command: ['/server', interpolate`--ip=${variable('IP')}`]");
    expect(source).toContain("args: ['$(NOBODY)', '5$', interpolate`${variable('IP')}`]");
    expect(problemsOf(carried(deployment({ ...PORT, ...server })))).toEqual([]);
  });

  test('a whole ConfigMap may have them', () => {
    const server = { args: ['--level=$(LEVEL)'], envFrom: [{ configMapRef: { name: 'elsewhere' } }] };
    expect(sourceOf(carried(deployment({ ...PORT, ...server })))).toContain(
      "args: [interpolate`--level=${variable('LEVEL')}`]",
    );
  });

  test('of a sidecar as well', () => {
    const proxy = {
      name: 'proxy',
      image: 'example.com/proxy:1',
      env: [field('IP', 'status.podIP'), { name: 'LISTEN', value: '$(IP):9000' }],
    };
    const both = deployment(PORT) as { spec: { template: { spec: { containers: object[] } } } };
    both.spec.template.spec.containers.push(proxy);
    expect(sourceOf(carried(both))).toContain("LISTEN: interpolate`${variable('IP')}:9000`");
  });
});

test('a load balancer for all addresses is one for everyone', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: {
      type: 'LoadBalancer',
      loadBalancerSourceRanges: ['0.0.0.0/0'],
      selector: { app: 'web' },
      ports: [{ port: 8080 }],
    },
  };
  const all = carried(deployment(PORT), service);
  expect(problemsOf(all)).toEqual([]);
  expect(JSON.stringify(all.services[0]?.sizes['exposed'])).toContain(
    'carried over from Service/web spec.loadBalancerSourceRanges',
  );
});

test.each([
  [
    'the usual deadline is as long as a start may take',
    { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 30 } },
    {},
    6,
  ],
  ['it begins late', { readinessProbe: { tcpSocket: { port: 8080 }, initialDelaySeconds: 900 } }, {}, 16],
  [
    'its own deadline is',
    { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 90 } },
    { progressDeadlineSeconds: 900 },
    16,
  ],
])('a rollout waits longer where %s', (_why, probe, spec, minutes) => {
  const all = carried(deployment({ ...PORT, ...probe }, {}, spec));
  expect(sourceOf(all)).toContain(`rolloutDeadline: Duration.minutes(${minutes})`);
  expect(problemsOf(all)).toEqual([]);
});

test('what lies in a claim or an empty folder is mounted there', () => {
  const volumes = [
    { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'config', configMap: { name: 'config' } },
    { name: 'cache', emptyDir: {} },
  ];
  const volumeMounts = [
    { name: 'config', mountPath: '/data/app.yaml', subPath: 'app.yaml' },
    { name: 'data', mountPath: '/data' },
    { name: 'cache', mountPath: '/data/cache' },
  ];
  const all = carried(deployment({ ...PORT, volumeMounts }, { volumes }), {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'config' },
    data: { 'app.yaml': 'a: 1' },
  });
  const source = sourceOf(all);
  expect(source).toContain("files: { '/data/app.yaml': 'a: 1' }");
  expect(source).toContain("mounts: { '/data': existingClaim('data') }");
  expect(source).toContain("'/data/cache'");
  expect(problemsOf(all)).toEqual([]);
});

test('folders of one claim, tokens and parameters of the kernel are carried over', () => {
  const volumes = [
    { name: 'main', persistentVolumeClaim: { claimName: 'cloud' } },
    {
      name: 'vault',
      projected: {
        sources: [{ serviceAccountToken: { audience: 'vault', expirationSeconds: 3600, path: 'token' } }],
      },
    },
    { name: 'two', projected: { sources: [{ secret: { name: 'a' } }, { secret: { name: 'b' } }] } },
  ];
  const volumeMounts = [
    { name: 'main', mountPath: '/var/www', subPath: 'root' },
    { name: 'main', mountPath: '/var/www/data', subPath: 'data', readOnly: true },
    { name: 'vault', mountPath: '/run/vault' },
    { name: 'two', mountPath: '/run/two' },
  ];
  const sysctls = [
    { name: 'net.ipv4.tcp_keepalive_time', value: '60' },
    { name: 'net.core.somaxconn', value: '1024' },
  ];
  const all = carried(deployment({ ...PORT, volumeMounts }, { volumes, securityContext: { sysctls } }), {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'cloud' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
  });
  const source = sourceOf(all);
  expect(source).toContain("'/var/www': existingClaim('cloud', { subPath: 'root' })");
  expect(source).toContain("'/var/www/data': existingClaim('cloud', { readOnly: true, subPath: 'data' })");
  expect(source).toContain("serviceAccountToken({ audience: 'vault', expiration: Duration.hours(1) })");
  expect(source).toContain("sysctls: { 'net.ipv4.tcp_keepalive_time': '60' }");
  expect(all.notCarriedOver.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      'PersistentVolumeClaim/cloud spec',
      expect.stringContaining('volumes[2]'),
      expect.stringContaining('sysctls[1]'),
    ]),
  );
  expect(problemsOf(all)).toEqual([]);
});

test('a folder of a volume of its own is carried over', () => {
  const set = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db' },
    spec: {
      selector: { matchLabels: { app: 'db' } },
      template: {
        metadata: { labels: { app: 'db' } },
        spec: {
          containers: [
            {
              name: 'db',
              image: 'example.com/db:1',
              volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'db' }],
            },
          ],
        },
      },
      volumeClaimTemplates: [
        { metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } },
      ],
    },
  };
  const all = carried(set);
  expect(sourceOf(all)).toContain("volumes: { data: { mountPath: '/data', subPath: 'db' } }");
  expect(problemsOf(all)).toEqual([]);
});

test('what clouds and ingress-nginx are told by annotations is carried over, with the patterns that it makes possible', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' } },
    spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 8080 }] },
  };
  const backend = { service: { name: 'web', port: { number: 8080 } } };
  const ingress = (annotations: object): object => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', annotations },
    spec: { rules: [{ host: 'a.example.com', http: { paths: [{ path: '/api(/|$)(.*)', backend }] } }] },
  });
  const rewrite = { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' };
  const all = carried(deployment(PORT), service, ingress(rewrite));
  expect(all.services[0]?.props['public']).toEqual({
    paths: { '/api(/|$)(.*)': 'http' },
    annotations: rewrite,
  });
  expect(JSON.stringify(all.services[0]?.sizes['exposed'])).toContain('aws-load-balancer-type');
  expect(problemsOf(all)).toEqual([]);
  expect(carried(deployment(PORT), service, ingress({})).notCarriedOver).toContainEqual({
    path: 'Ingress/web spec.rules[0].http.paths[0]',
    reason: expect.stringContaining('A path with a pattern'),
  });
});

test('names of addresses are carried over', () => {
  const hostAliases = [
    { ip: '10.1.0.7', hostnames: ['ldap.corp.example', 'ldap'] },
    { ip: '10.1.0.8', hostnames: ['Not_A_Host'] },
  ];
  const all = carried(deployment(PORT, { hostAliases }));
  expect(sourceOf(all)).toContain("hostAliases: { '10.1.0.7': ['ldap.corp.example', 'ldap'] }");
  expect(all.notCarriedOver.map(({ path }) => path)).toContainEqual(
    expect.stringContaining('hostAliases[1]'),
  );
  expect(problemsOf(all)).toEqual([]);
});

test('protocols, access modes, units and disk space are carried over as they are', () => {
  const resourceFieldRef = { resource: 'limits.memory', divisor: '1Mi' };
  const claim = (name: string, mode: string): object => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: [mode], resources: { requests: { storage: '1Gi' } } },
  });
  const mounting = (name: string) => ({
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
  });
  const all = carried(
    claim('shared', 'ReadWriteMany'),
    deployment(
      {
        ports: [...PORT.ports, { name: 'n2', containerPort: 38_412, protocol: 'SCTP' }],
        env: [{ name: 'HEAP', valueFrom: { resourceFieldRef } }],
        resources: { limits: { 'ephemeral-storage': '2Gi' } },
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
      mounting('shared'),
    ),
  );
  const source = sourceOf(all);
  expect(source).toContain("n2: { container: 38412, protocol: 'SCTP' }");
  expect(source).toContain("HEAP: resourceField('limits.memory', { divisor: '1Mi' })");
  expect(source).toContain("{ shared: { mountPath: '/data', accessMode: 'ReadWriteMany' } }");
  expect(source).not.toContain('single');
  expect(all.services[0]?.sizes['ephemeralStorage']).toMatchObject({ args: [2] });
  expect(problemsOf(all)).toEqual([]);
  const alone = carried(
    claim('own', 'ReadWriteOncePod'),
    deployment({ ...PORT, volumeMounts: [{ name: 'data', mountPath: '/data' }] }, mounting('own')),
  );
  expect(sourceOf(alone)).toContain('single: true');
  expect(sourceOf(alone)).toContain("accessMode: 'ReadWriteOncePod'");
  expect(problemsOf(alone)).toEqual([]);
});

test('where a process starts, its groups, its resolver and how its Service picks a pod are carried over', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: {
      selector: { app: 'web' },
      ports: [{ port: 8080 }],
      sessionAffinity: 'ClientIP',
      ipFamilyPolicy: 'PreferDualStack',
    },
  };
  const pod = {
    securityContext: { supplementalGroups: [3000] },
    dnsConfig: { options: [{ name: 'ndots', value: '1' }], nameservers: ['10.0.0.9'] },
  };
  const all = carried(deployment({ ...PORT, workingDir: '/srv' }, pod), service);
  expect(all.services[0]?.props).toMatchObject({
    workingDir: '/srv',
    supplementalGroups: [3000],
    dnsOptions: { ndots: '1' },
    sessionAffinity: 'ClientIP',
    ipFamilies: 'preferDualStack',
  });
  expect(problemsOf(all)).toEqual([]);
  expect(all.notCarriedOver.map(({ path }) => path)).toContainEqual(
    expect.stringContaining('dnsConfig.nameservers'),
  );
  const usual = {
    ...service,
    spec: { ...service.spec, sessionAffinity: 'None', ipFamilyPolicy: 'SingleStack' },
  };
  expect(carried(deployment(PORT), usual).services[0]?.props).not.toHaveProperty('sessionAffinity');
});

describe('pods that no Deployment makes', () => {
  const labels = { app: 'web' };
  const pod = (restartPolicy?: string): object => ({
    restartPolicy,
    containers: [{ name: 'web', image: 'example.com/web:1', ...PORT }],
  });
  const template = { metadata: { labels }, spec: pod() };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'front' },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
  };

  test.each([
    ['Pod', 1, { metadata: { name: 'web', labels: { ...labels, team: 'shop' } }, spec: pod('Always') }],
    ['ReplicaSet', 3, { spec: { replicas: 3, selector: { matchLabels: labels }, template } }],
    ['ReplicationController', 2, { spec: { replicas: 2, selector: labels, template } }],
  ])('are made by one: a %s', (kind, replicas, object) => {
    const all = carried({ apiVersion: 'v1', kind, metadata: { name: 'web' }, ...object }, service);
    expect(all.services).toMatchObject([{ name: 'front', sizes: { replicas } }]);
    expect(sourceOf(all)).toContain('ports: { http: { container: 8080, service: 80 } }');
    expect(problemsOf(all)).toEqual([]);
    expect(all.notCarriedOver).toContainEqual({
      path: `${kind}/web`,
      reason: 'It is a Deployment here. Where it runs already, delete it once that runs.',
    });
    if (kind === 'Pod') expect(sourceOf(all)).toContain("podLabels: { team: 'shop' }");
  });

  test.each([
    [
      'what another object makes',
      { metadata: { name: 'web', ownerReferences: [{ kind: 'Deployment', name: 'web' }] }, spec: pod() },
      'It belongs to Deployment/web, which makes it.',
    ],
    [
      'what runs to its end',
      { metadata: { name: 'web' }, spec: pod('Never') },
      'It runs to its end: declare a job(…) of the service whose image it runs.',
    ],
  ])('are not: %s', (_, object, reason) => {
    const all = carried({ apiVersion: 'v1', kind: 'Pod', ...object });
    expect(all).toMatchObject({ services: [], notCarriedOver: [{ path: 'Pod/web', reason }] });
  });
});

test.each([
  [
    'a percentage that comes to all pods',
    { minAvailable: '67%' },
    'It would let no node drain, or a lone pod has no budget.',
  ],
  ['all pods at once', { maxUnavailable: '100%' }, 'It keeps no pod: all may go at once.'],
  ['one pod at a time', { minAvailable: '66%' }, undefined],
])('a disruption budget of %s', (_, budget, reason) => {
  const all = carried(deployment(PORT, {}, { replicas: 3 }), {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web' },
    spec: { ...budget, selector: { matchLabels: { app: 'web' } } },
  });
  expect(problemsOf(all)).toEqual([]);
  const left = all.notCarriedOver.find(({ path }) => path === 'PodDisruptionBudget/web');
  expect(left?.reason).toBe(reason);
  expect(all.services[0]?.props['disruptionBudget']).toEqual(reason === undefined ? budget : undefined);
});

test('modes are octal with a 0 before them, as Kubernetes reads them', () => {
  const manifests = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: web, image: example.com/web:1, volumeMounts: [{ name: run, mountPath: /run.d }] }]
      volumes: [{ name: run, configMap: { name: run, defaultMode: 0500 } }]
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: run }, data: { start.sh: 'exec web' } }
`;
  const all = fromManifests({ 'all.yaml': manifests });
  expect(sourceOf(all)).toContain("'/run.d/start.sh': file('exec web', { mode: 0o500 })");
});

test('a container beside the workload has its group, which is said where it had another one', () => {
  const container = (name: string, runAsGroup: number): object => ({
    name,
    image: 'example.com/files:1',
    command: ['cp'],
    securityContext: { runAsUser: 100, runAsGroup },
  });
  const all = carried(
    deployment(
      { ...PORT, securityContext: { runAsUser: 100, runAsGroup: 101 } },
      { initContainers: [container('same', 101), container('other', 102)] },
    ),
  );
  expect(problemsOf(all)).toEqual([]);
  expect(all.notCarriedOver.filter(({ reason }) => reason.includes('group'))).toEqual([
    {
      path: 'Deployment/web spec.template.spec.initContainers[1]',
      reason: 'Its group is that of the workload here.',
    },
  ]);
});

test('what the provider does not take of a stateful set is left out, with the reason', () => {
  const set = {
    ...deployment(PORT, {}, { minReadySeconds: 5, revisionHistoryLimit: 0 }),
    kind: 'StatefulSet',
  };
  const all = carried(set);
  expect(all.notCarriedOver.map(({ path, reason }) => `${path.split(' ').at(-1) ?? ''}: ${reason}`)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('minReadySeconds: The provider forgets it'),
      expect.stringContaining('revisionHistoryLimit: The provider takes no 0'),
    ]),
  );
  expect(problemsOf(all)).toEqual([]);
});
