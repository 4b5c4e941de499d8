import { compare } from '../../../examples/measure/compare';
import { type Manifest, parseFields } from '../../../examples/measure/manifest';
import { RULES } from '../../../examples/measure/rules';

// What the rules call equal, and the nearest thing that they do not.

const labels = (name: string) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/managed-by': 'slipway',
});

interface Pod {
  readonly container?: object;
  readonly pod?: object;
  readonly spec?: object;
  readonly kind?: string;
}

/** A workload called web, as Slipway makes it. */
function workload({ kind = 'Deployment', container, pod, spec }: Pod = {}): Manifest {
  return {
    kind,
    metadata: { name: 'web', namespace: 'blog-dev', labels: labels('web') },
    spec: {
      ...spec,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      template: {
        metadata: { labels: labels('web') },
        spec: {
          containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }], ...container }],
          ...pod,
        },
      },
    },
  };
}

const service: Manifest = {
  kind: 'Service',
  metadata: { name: 'web', labels: labels('web') },
  spec: { selector: { 'app.kubernetes.io/name': 'web' }, ports: [{ port: 80, targetPort: 'http' }] },
};

const CONTAINER = 'spec.template.spec.containers.0';

/** What is said of each line, `kind object path value`: expressed, missing, or by which rule it is equal. */
function verdictsOn(lines: readonly string[], made: readonly Manifest[]): readonly string[] {
  const text = lines.map((line) => line.split(' ').join('\t'));
  const listed = parseFields(['kind\tobject\tfield\tvalue', ...text].join('\n'));
  const comparison = compare({ project: 'blog', environment: 'dev', listed, made, finishing: ['purge'] });
  return listed.map((field) => {
    if (comparison.expressed.includes(field)) return 'expressed';
    if (comparison.missing.includes(field)) return 'missing';
    const lists = [...comparison.equal, ...comparison.skipped];
    return lists.find(([, fields]) => fields.includes(field))?.[0] ?? 'lost';
  });
}

const says = (line: string, ...made: readonly Manifest[]): string => verdictsOn([line], made)[0] ?? '';

test.each([
  ['the same value', `Deployment web ${CONTAINER}.ports.8080.containerPort 8080`],
  ['a name that has dots', 'Deployment web metadata.labels.app.kubernetes.io/name web'],
])('%s at the same place is expressed', (_what, line) => {
  expect(says(line, workload())).toBe('expressed');
});

test.each([
  ['another value', `Deployment web ${CONTAINER}.ports.8080.name grpc`],
  ['an object that is not there', 'Deployment api metadata.name api'],
  ['an object of another kind', 'CronJob web metadata.name web'],
])('%s is missing', (_what, line) => {
  expect(says(line, workload())).toBe('missing');
});

test('what Python writes as True is true', () => {
  const container = { securityContext: { privileged: true } };
  expect(says(`Deployment web ${CONTAINER}.securityContext.privileged True`, workload({ container }))).toBe(
    'expressed',
  );
});

const scratch = {
  container: { volumeMounts: [{ name: 'scratch-tmp', mountPath: '/tmp' }] },
  pod: { volumes: [{ name: 'scratch-tmp', emptyDir: { sizeLimit: '256Mi' } }] },
};
const claim = {
  container: { volumeMounts: [{ name: 'data', mountPath: '/tmp' }] },
  pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
};
const secretVariable = {
  env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }],
};
const image = (reference: string) =>
  workload({ container: { image: `${reference}@sha256:${'a'.repeat(64)}` } });

test.each([
  ['Deployment web metadata.labels.app web', workload(), /label or selector/],
  ['Service web spec.selector.app web', service, /label or selector/],
  ['Deployment web metadata.labels.tier front', workload(), /missing/],
  ['Deployment web metadata.labels.helm.sh/chart blog-1', workload(), /managed-by/],
  [`Deployment web ${CONTAINER}.image ghcr.io/acme/web:1`, image('ghcr.io/acme/web'), /digest/],
  [`Deployment web ${CONTAINER}.image redis:alpine`, image('docker.io/library/redis'), /digest/],
  [`Deployment web ${CONTAINER}.image acme/web`, image('docker.io/acme/web'), /digest/],
  [`Deployment web ${CONTAINER}.image acme/web:1`, image('docker.io/acme/api'), /missing/],
  [
    `Deployment web ${CONTAINER}.image acme/web:1@sha256:${'a'.repeat(64)}`,
    image('docker.io/acme/web'),
    /digest/,
  ],
  [
    `Deployment web ${CONTAINER}.image acme/web:1@sha256:${'b'.repeat(64)}`,
    image('docker.io/acme/web'),
    /missing/,
  ],
  [
    `Deployment web ${CONTAINER}.securityContext.runAsUser 1000`,
    workload({ pod: { securityContext: { runAsUser: 1000 } } }),
    /user of a container/,
  ],
  [
    `Deployment web ${CONTAINER}.securityContext.runAsUser 1000`,
    workload({
      pod: { securityContext: { runAsUser: 1000 } },
      container: { securityContext: { runAsUser: 2000 } },
    }),
    /missing/,
  ],
  ['Deployment web metadata.namespace blog', workload(), /namespace/],
  ['Deployment blog-web metadata.name blog-web', workload(), /<project>-X/],
  ['Deployment web metadata.name blog-web', workload(), /<project>-X/],
  [`Deployment web ${CONTAINER}.name server`, workload(), /first container/],
  ['Deployment web spec.template.spec.containers.1.name server', workload(), /missing/],
  [
    `Deployment web ${CONTAINER}.readinessProbe.httpGet.port 8080`,
    workload({ container: { readinessProbe: { httpGet: { port: 'http' } } } }),
    /number of a port/,
  ],
  [
    `Deployment web ${CONTAINER}.readinessProbe.httpGet.port 8081`,
    workload({ container: { readinessProbe: { httpGet: { port: 'http' } } } }),
    /missing/,
  ],
  [`Deployment web ${CONTAINER}.volumeMounts./tmp.name cache`, workload(scratch), /emptyDir/],
  [`Deployment web ${CONTAINER}.volumeMounts./tmp.name cache`, workload(claim), /missing/],
  [
    `Deployment web ${CONTAINER}.env.PASSWORD.value hunter2`,
    workload({ container: secretVariable }),
    /key of a Secret/,
  ],
  [`Deployment web ${CONTAINER}.env.PASSWORD.value hunter2`, workload(), /missing/],
  [
    `Deployment web ${CONTAINER}.securityContext.capabilities.drop all`,
    workload({ container: { securityContext: { capabilities: { drop: ['ALL'] } } } }),
    /ALL/,
  ],
  [
    `Deployment web ${CONTAINER}.securityContext.capabilities.add SETUID|CHOWN`,
    workload({ container: { securityContext: { capabilities: { add: ['CHOWN', 'SETUID'] } } } }),
    /another order/,
  ],
  [
    `Deployment web ${CONTAINER}.securityContext.capabilities.add SETUID|CHOWN`,
    workload({ container: { securityContext: { capabilities: { add: ['CHOWN'] } } } }),
    /missing/,
  ],
  [
    'Deployment web spec.template.metadata.annotations.checksum/configmap 4711',
    workload({ container: { env: [{ name: 'LEVEL', value: 'info' }] } }),
    /rolls the pods/,
  ],
  [
    'Deployment web spec.template.metadata.annotations.checksum/secrets 4711',
    workload({ container: { env: [{ name: 'LEVEL', value: 'info' }] } }),
    /missing/,
  ],
  ['Deployment web spec.template.spec.restartPolicy Always', workload(), /default/],
  ['Deployment web spec.template.spec.restartPolicy Never', workload(), /missing/],
  ['Deployment web spec.replicas 1', workload({ spec: { replicas: 2 } }), /missing/],
  [
    `Deployment web ${CONTAINER}.resources.limits.cpu 0.5`,
    workload({ container: { resources: { limits: { cpu: '500m' } } } }),
    /other units/,
  ],
  [
    `Deployment web ${CONTAINER}.resources.limits.cpu 0.5`,
    workload({ container: { resources: { limits: { cpu: '400m' } } } }),
    /missing/,
  ],
  [
    'Deployment web spec.template.spec.nodeSelector.beta.kubernetes.io/os linux',
    workload({ pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } } }),
    /kubernetes\.io\/os/,
  ],
  [
    `Deployment web ${CONTAINER}.env.SCRIPT.value $(date)`,
    workload({ container: { env: [{ name: 'SCRIPT', value: '$$(date)' }] } }),
    /reference/,
  ],
  ['Pod web metadata.name web', workload(), /helm test/],
  ['Deployment web spec.template.spec.volumes None', workload(), /empty value/],
])('%s', (line, made, verdict) => {
  expect(says(line, made)).toMatch(verdict);
});

describe('a volume is known by where it is mounted', () => {
  const lines = [
    `Deployment web ${CONTAINER}.volumeMounts./tmp.name cache`,
    'Deployment web spec.template.spec.volumes.1.name cache',
    'Deployment web spec.template.spec.volumes.1.emptyDir {}',
  ];

  test('an emptyDir is scratch, with a limit', () => {
    const verdicts = verdictsOn(lines, [workload(scratch)]);
    expect(verdicts[0]).toMatch(/^the name of an emptyDir/);
    expect(verdicts[1]).toBe(verdicts[0]);
    expect(verdicts[2]).toMatch(/^emptyDir without a limit/);
  });

  test('a claim is not one', () => {
    expect(verdictsOn(lines, [workload(claim)])).toEqual(['missing', 'missing', 'missing']);
  });
});

test("a Service's port may be named by the pods that it leads to", () => {
  const lines = ['Service web spec.ports.0.port 80', 'Service web spec.ports.0.targetPort 8080'];
  expect(verdictsOn(lines, [service, workload()])).toEqual(['expressed', 'the number of a port → its name']);
  expect(verdictsOn(lines, [service])).toEqual(['expressed', 'missing']);
});

test('a Service for the outside may stand beside the one for the inside', () => {
  const outside: Manifest = {
    kind: 'Service',
    metadata: { name: 'web-external' },
    spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] },
  };
  const lines = [
    'Service web spec.ports.0.port 80',
    'Service web spec.type NodePort',
    'Service web spec.ports.0.nodePort 30080',
  ];
  const [, type, nodePort] = verdictsOn(lines, [service, outside]);
  for (const verdict of [type, nodePort]) expect(verdict).toMatch(/<name>-external$/);
  expect(verdictsOn(lines, [service])).toEqual(['expressed', 'missing', 'missing']);
});

describe('an ingress', () => {
  const ingress = (name: string, path: string): Manifest => ({
    kind: 'Ingress',
    metadata: { name, labels: labels(name) },
    spec: { rules: [{ host: 'blog.example', http: { paths: [{ path, pathType: 'Prefix' }] } }] },
  });
  const lines = [
    'Ingress blog spec.rules.0.host blog.example',
    'Ingress blog spec.rules.0.http.paths.0.path /',
    'Ingress blog spec.rules.0.http.paths.1.path /events',
    'Ingress blog spec.rules.0.http.paths.1.pathType Prefix',
  ];

  test('may be one for each service, on one host', () => {
    const [host, path, ...others] = verdictsOn(lines, [ingress('web', '/'), ingress('events', '/events')]);
    expect([host, path]).toEqual(['expressed', 'expressed']);
    expect(new Set(others)).toEqual(
      new Set(['a path of an ingress to another service → an ingress of that service for the same host']),
    );
  });

  test('lacks the paths that none of them has', () => {
    const verdicts = verdictsOn(lines, [ingress('web', '/')]);
    expect(verdicts).toEqual(['expressed', 'expressed', 'missing', 'missing']);
  });
});

test.each([
  [3, 'a failed container that starts again in its pod → one pod for each attempt'],
  [0, 'missing'],
])('a job that is tried %i times more says of a container that starts again: %s', (backoffLimit, verdict) => {
  const jobTemplate = { spec: { backoffLimit, template: { spec: { restartPolicy: 'Never' } } } };
  const cronJob: Manifest = { kind: 'CronJob', metadata: { name: 'web' }, spec: { jobTemplate } };
  expect(says('CronJob web spec.jobTemplate.spec.template.spec.restartPolicy OnFailure', cronJob)).toBe(
    verdict,
  );
});

describe('a job that a deploy runs', () => {
  const cronJob = (suspend: boolean): Manifest => ({
    kind: 'CronJob',
    metadata: { name: 'migrate', labels: labels('migrate') },
    spec: { suspend, jobTemplate: workload({ pod: { restartPolicy: 'Never' } }) },
  });
  const lines = [
    'Job blog-migrate metadata.name blog-migrate',
    'Job blog-migrate spec.template.spec.restartPolicy Never',
    'Job blog-migrate metadata.annotations.helm.sh/hook pre-upgrade',
    'Job blog-migrate metadata.annotations.helm.sh/hook-weight -1',
  ];

  test('is a suspended cron job, and runs when a hook would', () => {
    expect(verdictsOn(lines, [cronJob(true)])).toEqual([
      'the name <project>-X → X',
      'expressed',
      expect.stringMatching(/^a hook of/),
      expect.stringMatching(/^a hook of/),
    ]);
  });

  test('is not one that runs by the clock', () => {
    expect(new Set(verdictsOn(lines, [cronJob(false)]))).toEqual(new Set(['missing']));
  });

  test('runs before the services, and only one that says so after them', () => {
    const hook = (name: string) =>
      `Job blog-${name} metadata.annotations.helm.sh/hook post-install,post-upgrade`;
    expect(says(hook('migrate'), cronJob(true))).toBe('missing');
    const purge = { ...cronJob(true), metadata: { name: 'purge', labels: labels('purge') } };
    expect(says(hook('purge'), purge)).toMatch(/^a hook of/);
  });
});

describe('a config map of variables', () => {
  const lines = [
    'ConfigMap blog-env metadata.name blog-env',
    'ConfigMap blog-env data.LEVEL info',
    `Deployment web ${CONTAINER}.envFrom.0.configMapRef.name blog-env`,
  ];
  const variable = (value: string) => workload({ container: { env: [{ name: 'LEVEL', value }] } });

  test('is equal where each workload that reads it has its variables', () => {
    const verdicts = verdictsOn(lines, [variable('info')]);
    expect(verdicts.map((verdict) => verdict.startsWith('missing'))).toEqual([false, false, false]);
  });

  test('is missing where one has another value', () => {
    expect(verdictsOn(lines, [variable('debug')])).toEqual(['missing', 'missing', 'missing']);
  });
});

test('sources of variables are known by their names, in any order', () => {
  const envFrom = [{ configMapRef: { name: 'flags' } }, { secretRef: { name: 'keys' } }];
  const made = workload({ container: { envFrom } });
  expect(says(`Deployment web ${CONTAINER}.envFrom.0.secretRef.name keys`, made)).toBe('expressed');
});

test('the rules are few enough to be reviewed, each has a name of its own, and none knows an application', () => {
  const names = RULES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeLessThanOrEqual(30);
});
