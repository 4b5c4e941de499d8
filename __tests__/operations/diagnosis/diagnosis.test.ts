import type { V1Pod } from '../../../operations/cluster/client/api-objects';
import { causesIn } from '../../../operations/diagnosis/causes-in';
import type { Evidence } from '../../../operations/diagnosis/evidence';
import { renderCauses } from '../../../operations/diagnosis/render-causes';
import { deployment, node, pod, READY_AT, replicaSet, warning } from '../cluster/objects';

function report(evidence: Partial<Evidence>): readonly string[] {
  return renderCauses(
    'web',
    causesIn({
      namespace: 'shop-dev',
      name: 'web',
      workload: { kind: 'Deployment', object: deployment({ status: { availableReplicas: 0 } }) },
      replicaSet: replicaSet(),
      pods: [],
      events: [],
      logs: {},
      nodes: [node('n1')],
      residents: [],
      claims: [],
      ...evidence,
    }),
  );
}

const waiting = (reason: string, message: string): V1Pod =>
  pod('web-1-a', { container: { state: { waiting: { reason, message } } } });

const refused = (message: string): Partial<Evidence> => ({
  replicaSet: replicaSet(`pods "web-1-a" is forbidden: ${message}`),
});

const notPulled = (said: string): Partial<Evidence> => ({
  pods: [
    waiting(
      'ImagePullBackOff',
      `Back-off pulling image "r/web@sha256:a": ErrImagePull: rpc error: code = Unknown desc = failed to pull and unpack image "r/web@sha256:a": ${said}`,
    ),
  ],
});

const ended = (exitCode: number, more: { readonly reason?: string; readonly message?: string } = {}): V1Pod =>
  pod('web-1-a', {
    container: {
      restartCount: 3,
      state: {
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=web' },
      },
      lastState: { terminated: { exitCode, reason: 'Error', ...more } },
    },
  });

const unhealthy = (message: string): Partial<Evidence> => ({
  pods: [pod('web-1-a')],
  events: [warning('Pod', 'web-1-a', 'Unhealthy', message)],
});

const unscheduled = (message: string, spec?: Partial<NonNullable<V1Pod['spec']>>): V1Pod =>
  pod('web-1-a', {
    spec: { nodeName: undefined, ...spec },
    status: {
      phase: 'Pending',
      containerStatuses: undefined,
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
    },
  });

test.each<[cause: string, evidence: Partial<Evidence>, says: readonly string[]]>([
  [
    'a pod that the security standard refuses, rule by rule',
    refused(
      'violates PodSecurity "restricted:latest": unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "web" must set securityContext.runAsNonRoot=true)',
    ),
    [
      'web: no pod can be created: the namespace shop-dev enforces the pod security standard restricted:latest',
      '    unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"])',
      '    runAsNonRoot != true (pod or container "web" must set securityContext.runAsNonRoot=true)',
    ],
  ],
  [
    'a quota that is used up, and by how much',
    refused(
      'exceeded quota: q, requested: pods=1,requests.cpu=80m, used: pods=1,requests.cpu=80m, limited: pods=1,requests.cpu=100m',
    ),
    [
      'the quota q of the namespace shop-dev is used up',
      'in use:    pods=1,requests.cpu=80m',
      'allowed:   pods=1,requests.cpu=100m',
    ],
  ],
  [
    'an admission webhook',
    { replicaSet: replicaSet('admission webhook "policy.example.com" denied the request: no latest tag') },
    ['the admission webhook policy.example.com refuses it', '    no latest tag'],
  ],
  [
    'an image that is not there',
    notPulled('failed to resolve reference "r/web@sha256:a": r/web@sha256:a: not found'),
    ["web-1-a: can't pull its image: the registry has no such image", 'was pushed'],
  ],
  [
    'an image that may not be pulled',
    notPulled(
      'failed to resolve reference "r/web@sha256:a": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ),
    ['the registry does not let the cluster pull it', 'pullSecret'],
  ],
  [
    'a registry whose name is unknown',
    notPulled('failed to do request: Head "https://r/v2/": dial tcp: lookup r on 10.0.0.2:53: no such host'),
    ["does not find the registry's name"],
  ],
  [
    'an image that is not built for the node',
    notPulled('no match for platform in manifest: not found'),
    ['not built for the platform of the node'],
  ],
  [
    'an image pull whose reason is only in the event before',
    {
      pods: [waiting('ImagePullBackOff', 'Back-off pulling image "r/web@sha256:a"')],
      events: [
        warning(
          'Pod',
          'web-1-a',
          'Failed',
          'Failed to pull image "r/web@sha256:a": rpc error: code = Unknown desc = dial tcp 10.0.0.9:443: connect: connection refused',
        ),
      ],
    },
    ['the node does not reach the registry', 'dial tcp 10.0.0.9:443'],
  ],
  [
    'a secret that is not there',
    { pods: [waiting('CreateContainerConfigError', 'secret "shop-database" not found')] },
    ['web-1-a: the secret shop-database does not exist'],
  ],
  [
    'a key that a secret does not have',
    {
      pods: [
        waiting('CreateContainerConfigError', "couldn't find key password in Secret shop-dev/shop-database"),
      ],
    },
    ['the secret shop-dev/shop-database has no key password'],
  ],
  [
    'an image that runs as root',
    {
      pods: [
        waiting(
          'CreateContainerConfigError',
          'container has runAsNonRoot and image will run as root (pod: "x", container: web)',
        ),
      ],
    },
    ['runs as root', '`user`'],
  ],
  [
    'a crash with its code and the last lines',
    { pods: [ended(1)], logs: { 'web-1-a': 'connecting\nError: no route to the database\n' } },
    [
      'web-1-a: crashed with exit code 1, 3 × restarted',
      '    connecting\n    Error: no route to the database',
    ],
  ],
  [
    'memory that did not suffice, and how much it was',
    { pods: [ended(137, { reason: 'OOMKilled' })] },
    ['needed more than its memory (64Mi) and was killed', 'Raise `memory`'],
  ],
  [
    'a program for another platform',
    { pods: [ended(255)], logs: { 'web-1-a': 'exec /bin/web: exec format error' } },
    ['built for another platform', '`platform`'],
  ],
  [
    'a command that the image does not hold',
    {
      pods: [
        ended(128, {
          reason: 'StartError',
          message: 'exec: "/web": stat /web: no such file or directory: unknown',
        }),
      ],
    },
    ["can't be started", 'stat /web: no such file or directory', '`command`'],
  ],
  [
    'a readiness probe and the answer that it got',
    unhealthy('Readiness probe failed: HTTP probe failed with statuscode: 503'),
    ['web-1-a: its readiness probe fails', '    HTTP probe failed with statuscode: 503'],
  ],
  [
    'a port on which nothing listens',
    unhealthy(
      'Startup probe failed: Get "http://10.1.0.9:8080/": dial tcp 10.1.0.9:8080: connect: connection refused',
    ),
    ['its startup probe fails', 'listen on all addresses'],
  ],
  [
    'a pod that fits on no node, and by how much',
    {
      pods: [
        unscheduled(
          '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
        ),
      ],
      nodes: [
        node('n1', { allocatable: { cpu: '1', memory: '1Gi', pods: '110' } }),
        node('n2', { allocatable: { cpu: '150m', memory: '32Mi', pods: '110' } }),
      ],
      residents: [
        pod('other', {
          spec: { nodeName: 'n1', containers: [{ name: 'x', resources: { requests: { cpu: '950m' } } }] },
        }),
      ],
    },
    [
      'web-1-a: fits on no node\n    0/2 nodes are available: 2 Insufficient cpu\n',
      'n1 needs 50m of CPU more (asked for 100m, free 50m)',
      'n2 needs 32Mi of memory more (asked for 64Mi, free 32Mi)',
    ],
  ],
  [
    'nodes that are closed to it',
    {
      pods: [
        unscheduled(
          '0/1 nodes are available: 1 node(s) were unschedulable. preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
        ),
      ],
    },
    ['1 node(s) were unschedulable\n', 'cordons'],
  ],
  [
    'a claim whose storage class is not there',
    {
      pods: [
        unscheduled('0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found', {
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'web-data' } }],
        }),
      ],
      claims: [
        {
          metadata: { name: 'web-data' },
          spec: { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } },
          status: { phase: 'Pending' },
        },
      ],
      events: [
        warning(
          'PersistentVolumeClaim',
          'web-data',
          'ProvisioningFailed',
          'storageclass.storage.k8s.io "fast" not found',
        ),
      ],
    },
    ['web: the claim web-data (1Gi, storage class fast) gets no volume', 'provides.storageClass'],
  ],
  [
    'a sandbox that cannot be made',
    {
      pods: [waiting('ContainerCreating', '')],
      events: [
        warning(
          'Pod',
          'web-1-a',
          'FailedCreatePodSandBox',
          'Failed to create pod sandbox: rpc error: plugin type="bridge" failed (add): no addresses left',
        ),
      ],
    },
    ["can't create the pod's sandbox", 'no addresses left'],
  ],
  [
    'a deleted node',
    {
      pods: [pod('web-1-a')],
      nodes: [node('n1', { ready: false, message: 'Kubelet stopped posting node status.' })],
    },
    ['web: the node n1 of its pods is not ready', 'Kubelet stopped posting'],
  ],
  [
    'a pod that its node threw out',
    {
      pods: [
        pod('web-1-a', {
          status: {
            phase: 'Failed',
            reason: 'Evicted',
            message: 'Usage of EmptyDir volume "scratch-tmp" exceeds the limit "256Mi". ',
          },
        }),
      ],
    },
    ['was evicted by its node', '`scratchSize`'],
  ],
  ['nothing that says why', {}, ['2 of 2 pods are new and 0 available, and nothing explains why']],
])('reports %s', (_, evidence, says) => {
  const [text = '', ...others] = report(evidence);
  for (const part of says) expect(text).toContain(part);
  expect(text).toMatch(/\n {4}→ .+$/);
  expect(others).toEqual([]);
});

test('a stateful set reports in an event what a replica set has in its condition, and only while pods are missing', () => {
  const message =
    'create Pod web-0 in StatefulSet web failed error: pods "web-0" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1';
  const statefulSet = (replicas: number): Partial<Evidence> => ({
    workload: {
      kind: 'StatefulSet',
      object: {
        spec: { replicas: 1, serviceName: 'web', selector: {}, template: {} },
        status: { replicas, updatedReplicas: replicas, availableReplicas: replicas },
      },
    },
    replicaSet: undefined,
    events: [warning('StatefulSet', 'web', 'FailedCreate', message)],
  });
  expect(report(statefulSet(0))).toEqual([expect.stringContaining('the quota q')]);
  expect(report(statefulSet(1))).toEqual([]);
});

test('nothing is reported for a healthy workload, whatever its pods went through', () => {
  const pods = ['a', 'b'].map((name) =>
    pod(name, {
      readyAt: READY_AT,
      container: { restartCount: 4, lastState: { terminated: { exitCode: 1 } } },
    }),
  );
  const events = [
    warning('Pod', 'a', 'Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503'),
  ];
  expect(report({ workload: { kind: 'Deployment', object: deployment({}) }, pods, events })).toEqual([]);
});

test('what keeps pods from being created comes before the problems of existing pods', () => {
  const both = {
    ...refused('exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1'),
    pods: [ended(1)],
  };
  expect(report(both).map((text) => text.split('\n')[0])).toEqual([
    expect.stringContaining('quota'),
    expect.stringContaining('crashed'),
  ]);
});

test('a container that a probe has ended did not crash by itself', () => {
  const events = [
    warning('Pod', 'web-1-a', 'Unhealthy', 'Liveness probe failed: dial tcp 10.1.0.9:99: i/o timeout'),
  ];
  expect(report({ pods: [ended(137)], events })).toEqual([
    expect.stringContaining('its liveness probe fails'),
  ]);
});

test('the failing probes of a container that crashes by itself are not reported', () => {
  const { events = [] } = unhealthy(
    'Readiness probe failed: Get "http://10.1.0.9:8080/": dial tcp 10.1.0.9:8080: connect: connection refused',
  );
  expect(report({ pods: [ended(1)], events })).toEqual([expect.stringContaining('crashed with exit code 1')]);
});

test('what several pods share is reported once', () => {
  const pods = ['a', 'b', 'c'].map((name) =>
    pod(name, {
      container: {
        state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "s" not found' } },
      },
    }),
  );
  expect(report({ pods })).toEqual([expect.stringMatching(/^a and 2 more: the secret s does not exist/)]);
});

test('the output fits on a screen, however much there is', () => {
  const long = `${'x'.repeat(1_000)}\n`.repeat(100);
  const pods = Array.from({ length: 20 }, (_, code) => ({
    ...ended(code + 1),
    metadata: { name: `p${code}` },
  }));
  const text = report({ pods, logs: Object.fromEntries(pods.map(({ metadata }) => [metadata.name, long])) });
  const lines = text.join('\n').split('\n');
  expect(lines.length).toBeLessThan(60);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(300);
});

test('pods of a daemon set that the API server rejects are explained by its events', () => {
  const { metadata, spec } = deployment({});
  const object = {
    metadata,
    spec: { selector: spec?.selector ?? {}, template: spec?.template ?? {} },
    status: {
      observedGeneration: 2,
      desiredNumberScheduled: 3,
      currentNumberScheduled: 1,
      numberMisscheduled: 0,
      numberReady: 1,
    },
  };
  const workload = { kind: 'DaemonSet', object } as const;
  const said = 'Error creating: pods "web-x" is forbidden: violates PodSecurity "restricted:latest": a, b';
  const events = [warning('DaemonSet', 'web', 'FailedCreate', said)];
  expect(report({ workload, replicaSet: undefined, events })[0]).toContain(
    'enforces the pod security standard restricted',
  );
  expect(report({ workload, replicaSet: undefined })[0]).toContain('0 of 3 pods are new');
});
