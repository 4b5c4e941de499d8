import { fromManifests } from '../../../cli/starting/from-manifests';
import { problemsOf, sourceOf } from './as-project';

/** A deployment of one container, whose pod and container say this as well. */
function web({ pod = '', container = '', spec = '', name = 'web' } = {}): string {
  return `
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  ${spec}
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${pod} containers: [{ name: ${name}, image: 'example.com/${name}:1', command: [serve], ${container} }] }
`;
}

const PORTS = 'ports: [{ name: http, containerPort: 8080 }, { name: admin, containerPort: 9001 }],';

/** A Service in front of it. */
function service(rest: string, { name = 'web', app = 'web' } = {}): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${app} }, ${rest} }
`;
}

function carried(...texts: readonly string[]) {
  const all = fromManifests({ 'all.yaml': texts.join('\n---\n') });
  return {
    all,
    source: sourceOf(all),
    left: new Map(all.notCarriedOver.map((one) => [one.path, one.reason])),
  };
}

const POD = 'Deployment/web spec.template.spec';

describe('ports that only a Service lists', () => {
  const { all, source } = carried(
    web(),
    service(
      'ports: [{ name: dns, port: 53, targetPort: 5353, protocol: UDP }, { name: dns-tcp, port: 53, targetPort: 5353 }, { name: sig, port: 38412, targetPort: 38412, protocol: SCTP }]',
    ),
  );

  test('speak its protocols, under its names and numbers', () => {
    expect(source).toContain("dns: { container: 5353, service: 53, protocol: 'UDP' }");
    expect(source).toContain("'dns-tcp': { container: 5353, service: 53 }");
    expect(source).toContain("sig: { container: 38412, protocol: 'SCTP' }");
    expect(problemsOf(all)).toEqual([]);
  });
});

describe('tolerations', () => {
  const tolerating = (...all: readonly string[]) =>
    carried(web({ pod: `tolerations: [${all.join(', ')}],` }));

  test('without a value bear the taint that has none, and any only where they say so', () => {
    const { all, source } = tolerating(
      '{ key: a, operator: Equal, effect: NoSchedule }',
      '{ key: b }',
      '{ key: c, operator: Exists }',
    );
    expect(source).toContain(
      "tolerations: [{ key: 'a', value: '', effect: 'NoSchedule' }, { key: 'b', value: '' }, { key: 'c' }]",
    );
    expect(problemsOf(all)).toEqual([]);
  });

  test('that compare numbers are listed, and not made to bear something else', () => {
    const { source, left } = tolerating("{ key: a, operator: Gt, value: '5' }");
    expect(source).not.toContain('tolerations');
    expect([...left.keys()]).toContain(`${POD}.tolerations[0]`);
  });
});

describe('pods that are spread', () => {
  const spread = (selector: string, ...more: readonly string[]) =>
    carried(
      web({
        pod: `topologySpreadConstraints: [{ maxSkew: 2, topologyKey: zone, whenUnsatisfiable: DoNotSchedule, ${selector} }],`,
      }),
      ...more,
    );
  const PATH = `${POD}.topologySpreadConstraints[0]`;
  const KEPT = "topologySpread: [{ topologyKey: 'zone', maxSkew: 2, whenUnsatisfiable: 'DoNotSchedule' }]";

  test('among themselves are so here', () => {
    const { source, left } = spread('labelSelector: { matchLabels: { app: web } }');
    expect(source).toContain(KEPT);
    expect([...left.keys()].filter((path) => path.startsWith(PATH))).toEqual([]);
  });

  test.each([
    ['those of others', 'labelSelector: { matchLabels: { app: other } }'],
    ['none', ''],
  ])('by a count of %s are listed, and not spread among themselves instead', (_, selector) => {
    const { source, left } = spread(selector);
    expect(source).not.toContain('topologySpread');
    expect([...left.keys()]).toContain(PATH);
  });

  test('by a count of theirs and others are listed', () => {
    const both = web({ name: 'both' }).replace('{ app: both }', '{ app: web }');
    const { source, left } = spread('labelSelector: { matchLabels: { app: web } }', both);
    expect(source).toContain(KEPT);
    expect([...left.keys()]).toContain(`${PATH}.labelSelector`);
  });
});

describe('of pods, what comes out otherwise is listed', () => {
  const scratch = (container: string, medium = '{ sizeLimit: 1Mi }') =>
    web({
      pod: `volumes: [{ name: a, emptyDir: ${medium} }, { name: b, emptyDir: {} }], ${container}`,
      container: 'volumeMounts: [{ name: a, mountPath: /a }],',
    });

  test.each([
    [
      'an end without delay',
      'terminationGracePeriodSeconds',
      web({ pod: 'terminationGracePeriodSeconds: 0,' }),
    ],
    ['variables of Services', 'enableServiceLinks', web({ pod: 'enableServiceLinks: true,' })],
    ['variables of Services that it names', '', web({ container: "args: ['$(DB_SERVICE_HOST)']," })],
    ['pages of memory', 'volumes[0].emptyDir.medium', scratch('', '{ medium: HugePages }')],
    [
      'two folders under one path',
      'initContainers[0].volumeMounts[0]',
      scratch("initContainers: [{ name: i, image: 'x/i:1', volumeMounts: [{ name: b, mountPath: /a }] }],"),
    ],
    [
      'a container that starts before the others',
      'initContainers[0].restartPolicy',
      web({ pod: "initContainers: [{ name: proxy, image: 'x/proxy:1', restartPolicy: Always }]," }),
    ],
    [
      'what is said at the end',
      'containers[0].terminationMessagePolicy',
      web({ container: 'terminationMessagePolicy: FallbackToLogsOnError,' }),
    ],
    [
      'a port of SCTP',
      'containers[0].ports[0].protocol',
      web({ container: 'ports: [{ name: sig, containerPort: 38412, protocol: SCTP }],' }),
    ],
    [
      'two headers of one name',
      'containers[0].readinessProbe.httpGet.httpHeaders[1]',
      web({
        container:
          'readinessProbe: { httpGet: { port: 80, httpHeaders: [{ name: A, value: a }, { name: A, value: b }] } },',
      }),
    ],
  ])('%s', (_, path, text) => {
    const { all, left } = carried(text);
    expect([...left.keys()]).toContain(path === '' ? POD : `${POD}.${path}`);
    expect(problemsOf(all)).toEqual([]);
  });

  test('what a container does not say, with its name', () => {
    const { left } = carried(
      web({
        container: `${PORTS} securityContext: { runAsUser: 7 },`,
        pod: "initContainers: [{ name: copy, image: 'x/copy:1' }, { name: proxy, image: 'x/proxy:1', restartPolicy: Always }],",
      }),
    );
    expect(left.get('securityContext.runAsUser')).toContain('10001: web.proxy, web.copy.');
    expect(left.get('securityContext.runAsGroup')).toContain(': web.');
    expect(left.get('securityContext.readOnlyRootFilesystem')).toContain(': web, web.proxy, web.copy.');
    expect(left.get('resources.requests.cpu')).toContain(': web, web.proxy.');
    expect(left.get('readinessProbe')).toContain(': web.');
  });
});

describe('of workloads, what comes out otherwise is listed', () => {
  const set = (rest: string) => web({ spec: rest }).replace('kind: Deployment', 'kind: StatefulSet');
  const agent = (volume: string, mount: string) =>
    web({
      pod: `volumes: [{ name: a, hostPath: { path: /var, ${volume} } }],`,
      container: `volumeMounts: [{ name: a, mountPath: /a, ${mount} }],`,
    }).replace('kind: Deployment', 'kind: DaemonSet');

  test('the name of each pod of a stateful set', () => {
    expect(carried(set('serviceName: web')).left.get('StatefulSet/web spec.serviceName')).toContain(
      'web-0.web-headless here, instead of web-0.web',
    );
    expect([...carried(set('serviceName: web-headless')).left.keys()]).not.toContain(
      'StatefulSet/web spec.serviceName',
    );
  });

  test('a folder of a node, of which only a part is mounted', () => {
    const { source, left } = carried(agent('type: Directory', 'subPath: log'));
    expect(source).toContain("hostPath('/var/log', ");
    expect([...left.keys()]).toContain(
      'DaemonSet/web spec.template.spec.containers[0].volumeMounts[0].subPath',
    );
  });

  test('a path of a node that may be anything', () => {
    expect(carried(agent('', '')).left.get('DaemonSet/web spec.template.spec.volumes[0].hostPath')).toContain(
      'must be a folder',
    );
  });

  test('a label of Slipway’s own that a variable reads', () => {
    const field = (path: string) =>
      carried(web({ container: `env: [{ name: A, valueFrom: { fieldRef: { fieldPath: "${path}" } } }],` }));
    const path = `${POD}.containers[0].env[0].valueFrom.fieldRef`;
    expect([...field("metadata.labels['app']").left.keys()]).toContain(path);
    expect([...field("metadata.labels['team']").left.keys()]).not.toContain(path);
  });

  test.each(['admin', '9001'])('a probe of another container’s port: %s', (port) => {
    const { all, left } = carried(
      web({ container: PORTS }).replace(
        ' }] }\n',
        ` }, { name: side, image: 'x/side:1', readinessProbe: { tcpSocket: { port: ${port} } } }] }\n`,
      ),
    );
    expect(left.get(`${POD}.containers[1].readinessProbe.tcpSocket.port`)).toContain(
      'Another container listens on admin',
    );
    expect(problemsOf(all)).toEqual([]);
  });

  test('a workload without pods stays without them', () => {
    const scaler =
      'apiVersion: autoscaling/v1\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: 3, targetCPUUtilizationPercentage: 50 }\n';
    const { all, left } = carried(web({ spec: 'replicas: 0' }), scaler);
    expect(all.services[0]?.sizes['replicas']).toBe(0);
    expect(left.get('HorizontalPodAutoscaler/web')).toContain('no pods');
  });
});

describe('of Services, what comes out otherwise is listed', () => {
  test.each([
    ['an address of one family', 'spec.ipFamilies', 'ipFamilies: [IPv6], ports: [{ port: 8080 }]'],
    ['a name that leads to each pod', 'spec.clusterIP', 'clusterIP: None, ports: [{ port: 8080 }]'],
    ['a number on the nodes', 'spec.ports', 'type: LoadBalancer, ports: [{ port: 8080, nodePort: 30080 }]'],
    [
      'another protocol than that of the container',
      'spec.ports[0].protocol',
      'ports: [{ port: 8080, targetPort: http, protocol: UDP }]',
    ],
  ])('%s', (_, path, rest) => {
    const { left } = carried(web({ container: PORTS }), service(rest));
    expect([...left.keys()]).toContain(`Service/web ${path}`);
  });

  test('a load balancer without a port that there is', () => {
    const { all, left } = carried(
      web({ container: PORTS }),
      service('type: LoadBalancer, ports: [{ port: 80, targetPort: none }]'),
    );
    expect(all.services[0]?.sizes).not.toHaveProperty('exposed');
    expect([...left.keys()]).toContain('Service/web spec.type');
    expect(problemsOf(all)).toEqual([]);
  });

  test('but not what the API server writes for all', () => {
    const { left } = carried(
      web({ container: PORTS }),
      service(
        "clusterIP: '', ipFamilies: [IPv4], ipFamilyPolicy: SingleStack, internalTrafficPolicy: Cluster, ports: [{ port: 8080 }]",
      ),
    );
    expect([...left.keys()].filter((path) => path.startsWith('Service/'))).toEqual([]);
  });
});

describe('of network policies', () => {
  const CALLER = web({ name: 'caller' });
  const policy = (spec: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web }\nspec: { ${spec} }\n`;
  const WEB = 'podSelector: { matchLabels: { app: web } }';
  const FROM = 'from: [{ podSelector: { matchLabels: { app: caller } } }]';

  test('a rule without ports opens all of them', () => {
    const { all, source } = carried(
      web({ container: PORTS }),
      CALLER,
      policy(`${WEB}, ingress: [{ ${FROM} }]`),
    );
    expect(source).toContain("connectsTo: { WEB: web.port('http'), WEB_ADMIN: web.port('admin') }");
    expect(problemsOf(all)).toEqual([]);
  });

  test.each([
    [
      'a port that nobody has',
      ' spec.ingress[0].ports[0]',
      `${WEB}, ingress: [{ ${FROM}, ports: [{ port: 1 }] }]`,
    ],
    [
      'callers that are not there',
      ' spec.ingress[0].from[0]',
      `${WEB}, ingress: [{ from: [{ podSelector: { matchLabels: { app: x } } }] }]`,
    ],
    ['pods that are not there', '', `podSelector: { matchLabels: { app: x } }, ingress: [{ ${FROM} }]`],
    ['all pods', '', `podSelector: {}, ingress: [{ ${FROM} }]`],
  ])('%s: it is listed, and opens nothing', (_, path, spec) => {
    const { source, left } = carried(web({ container: PORTS }), CALLER, policy(spec));
    expect(source).not.toContain('connectsTo');
    expect([...left.keys()]).toContain(`NetworkPolicy/web${path}`);
  });
});

test('a domain that nobody names is listed', () => {
  const { left } = carried(
    web({ container: PORTS }),
    service('ports: [{ port: 8080 }]'),
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec: { defaultBackend: { service: { name: web, port: { number: 8080 } } } }\n',
  );
  expect(left.get('Ingress/web')).toContain('web.example.com stands for yours');
});

describe('of config maps', () => {
  const mounted = (mount: string, volume = '') =>
    web({
      container: `volumeMounts: [{ name: conf, mountPath: /etc/conf, ${mount} }],`,
      pod: `volumes: [{ name: conf, configMap: { name: conf, ${volume} } }],`,
    });
  const CONF =
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: conf }\ndata: { a: 'x', b: 'y' }\nbinaryData: { c: '/wAB' }\n";

  test('bytes are files of bytes', () => {
    const { all, source, left } = carried(mounted(''), CONF);
    expect(source).toContain("'/etc/conf/c': binaryFile(Buffer.from('/wAB', 'base64'))");
    expect([...left.keys()].filter((path) => path.startsWith('ConfigMap'))).toEqual([]);
    expect(left.get('volumeMounts')).toContain('web: /etc/conf.');
    expect(problemsOf(all)).toEqual([]);
  });

  test('a folder within is mounted as one', () => {
    const { source } = carried(
      mounted('subPath: in', 'items: [{ key: a, path: in/one }, { key: b, path: two }]'),
      CONF,
    );
    expect(source).toContain("files: { '/etc/conf/one': 'x' }");
  });

  test('a folder within that is not there is listed', () => {
    const { source, left } = carried(mounted('subPath: out', 'items: [{ key: a, path: in/one }]'), CONF);
    expect(source).not.toContain('files');
    expect([...left.keys()]).toContain(`${POD}.containers[0].volumeMounts[0]`);
  });

  test('a variable of its own stands instead of one that looks like a secret', () => {
    const config = CONF.replace("a: 'x'", 'API_TOKEN: hunter2hunter2');
    const { all, source } = carried(
      web({
        container: "envFrom: [{ configMapRef: { name: conf } }], env: [{ name: API_TOKEN, value: '' }],",
      }),
      config,
    );
    expect(source).toContain("API_TOKEN: ''");
    expect(source).not.toContain('secretKey');
    expect(problemsOf(all)).toEqual([]);
  });
});

describe('of jobs', () => {
  const job = (name: string, { annotations = '', spec = '', container = 'command: [migrate]' } = {}) => `
apiVersion: batch/v1
kind: Job
metadata: { name: ${name}, annotations: { ${annotations} } }
spec: { ${spec} template: { spec: { containers: [{ name: m, image: 'example.com/web:1', ${container} }] } } }
`;

  test('a run that failed is tried again as often as Kubernetes does', () => {
    const { all, source } = carried(
      web(),
      job('six'),
      job('none', { spec: 'backoffLimit: 0,' }),
      job('two', { spec: 'backoffLimit: 2,' }),
    );
    expect(source).toMatch(/name: 'six'.*retries: 6/s);
    expect(source).toMatch(/name: 'none', of: web, before: \[web\], command: \['migrate'\] \}/);
    expect(source).toMatch(/name: 'two'.*retries: 2/s);
    expect(problemsOf(all)).toEqual([]);
  });

  test('that they go after a time is listed', () => {
    const { left } = carried(web(), job('migrate', { spec: 'ttlSecondsAfterFinished: 60,' }));
    expect([...left.keys()]).toContain('Job/migrate spec.ttlSecondsAfterFinished');
  });

  test.each([
    'helm.sh/hook: pre-delete',
    'helm.sh/hook: test',
    'helm.sh/hook: pre-rollback',
    'argocd.argoproj.io/hook: SyncFail',
  ])('one of %s does not run at a deploy', (annotations) => {
    const { source, left } = carried(web(), job('clean-up', { annotations }));
    expect(source).not.toContain('job(');
    expect(left.get('Job/clean-up')).toContain('something else happens than a deploy');
  });

  test.each([
    ['helm.sh/hook: "post-install,post-upgrade"', 'after: [web]'],
    ['helm.sh/hook: "pre-upgrade,post-delete"', 'before: [web]'],
    ['argocd.argoproj.io/hook: PostSync', 'after: [web]'],
  ])('one of %s runs %s', (annotations, when) => {
    const { all, source } = carried(web(), job('migrate', { annotations }));
    expect(source).toContain(when);
    expect(source).not.toContain('hook');
    expect(problemsOf(all)).toEqual([]);
  });

  test('the order that numbers give them is listed', () => {
    const { left } = carried(
      web(),
      job('migrate', { annotations: 'helm.sh/hook: pre-install, helm.sh/hook-weight: "5"' }),
    );
    expect([...left.keys()]).toContain('Job/migrate metadata.annotations["helm.sh/hook-weight"]');
  });

  test('arguments of an entrypoint are no command', () => {
    const { source, left } = carried(web(), job('migrate', { container: 'args: [migrate]' }));
    expect(source).not.toContain('job(');
    expect(left.get('Job/migrate')).toContain('the entrypoint of its image');
  });

  test('words take the variables of the service', () => {
    const { all, source } = carried(
      web({ container: 'env: [{ name: LEVEL, value: info }],' }),
      job('migrate', { container: "command: [migrate, '$(LEVEL)', '$(NOBODY)']" }),
    );
    expect(source).toContain("['migrate', interpolate`${variable('LEVEL')}`, '$(NOBODY)']");
    expect(problemsOf(all)).toEqual([]);
  });
});

describe('of accounts', () => {
  const account = (rest = '') =>
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: shop }\n${rest}`;
  const ROLE =
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: { name: web }\nrules: [{ apiGroups: [''], resources: [pods], verbs: [get] }]\n";
  const binding = (namespace: string, of: string) =>
    `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: { name: web, namespace: ${namespace} }\nroleRef: { kind: Role, name: web }\nsubjects: [{ kind: ServiceAccount, name: web, namespace: ${of} }]\n`;
  const WEB = web({ pod: 'serviceAccountName: web,' });

  test('one that only shows who the pods are is listed, unless its pods have no token', () => {
    expect(carried(WEB, account()).left.get('ServiceAccount/web')).toContain('neither it nor its token');
    expect([...carried(WEB, account('automountServiceAccountToken: false\n')).left.keys()]).not.toContain(
      'ServiceAccount/web',
    );
  });

  test('a token that the pods did not have is listed', () => {
    const { left } = carried(
      WEB,
      account('automountServiceAccountToken: false\n'),
      ROLE,
      binding('shop', 'shop'),
    );
    expect([...left.keys()]).toContain('ServiceAccount/web automountServiceAccountToken');
  });

  test.each([
    ['in another namespace', 'kube-system', 'shop'],
    ['of an account of another namespace', 'shop', 'elsewhere'],
  ])('rights %s are none here, and listed', (_, namespace, of) => {
    const { source, left } = carried(WEB, account(), ROLE, binding(namespace, of));
    expect(source).not.toContain('rights');
    expect([...left.keys()].some((path) => path.startsWith('RoleBinding/web'))).toBe(true);
  });
});
