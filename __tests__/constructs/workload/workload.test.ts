import { App, type TerraformStack, TerraformStack as Stack } from 'cdktf';
import { Namespace } from '../../../constructs/namespace';
import { Duration, Size } from '../../../constructs/quantities';
import {
  certManager,
  existingCertificate,
  httpGet,
  plainHttp,
  tcp,
  Workload,
  type WorkloadProps,
} from '../../../constructs/workload';
import { BASICS, podOf, props, synthApi } from './a-workload';
import { synthKubernetes } from './synth-kubernetes';

const AUTOSCALED = { min: 3, max: 12, cpuPercent: 70 };

/** Seconds of a duration as Go writes it. */
function seconds(text: string): number {
  const [, hours = '0', minutes = '0', rest = '0'] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(rest);
}

describe('a deployment', () => {
  test('never has fewer pods than asked for during a rollout', () => {
    const { spec } = synthApi().kubernetes_deployment_v1.api;
    expect(spec.replicas).toBe('3');
    expect(spec.strategy).toEqual({
      type: 'RollingUpdate',
      rolling_update: { max_unavailable: '0', max_surge: '1' },
    });
  });

  test('selects only by its name, since a selector cannot change', () => {
    const { spec } = synthApi({ partOf: 'shop' }).kubernetes_deployment_v1.api;
    expect(spec.selector.match_labels).toEqual({ 'app.kubernetes.io/name': 'api' });
    expect(spec.template.metadata.labels).toMatchObject({
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/part-of': 'shop',
    });
  });

  test.each([1, 3, { min: 3, max: 40, cpuPercent: 70 }])(
    'fails a rollout without progress before Terraform stops waiting for its last pod: %j',
    (replicas) => {
      const { spec, timeouts } = synthApi({ replicas, rolloutDeadline: Duration.minutes(2) })
        .kubernetes_deployment_v1.api;
      const pods = typeof replicas === 'number' ? replicas : replicas.max;
      expect(spec.progress_deadline_seconds).toBe(120);
      expect(seconds(timeouts.update as string)).toBeGreaterThan(120 * pods);
      expect(timeouts.create).toBe(timeouts.update);
    },
  );

  test('leaves the number of pods to an autoscaler', () => {
    const resource = synthApi({ replicas: AUTOSCALED });
    expect(resource.kubernetes_deployment_v1.api.spec).not.toHaveProperty('replicas');
    expect(resource.kubernetes_horizontal_pod_autoscaler_v2.api.spec).toMatchObject({
      min_replicas: 3,
      max_replicas: 12,
      scale_target_ref: { api_version: 'apps/v1', kind: 'Deployment', name: 'api' },
      metric: [{ resource: { name: 'cpu', target: { type: 'Utilization', average_utilization: 70 } } }],
    });
  });

  test.each([
    { replicas: 2, budget: true },
    { replicas: AUTOSCALED, budget: true },
    { replicas: 1, budget: false },
    { replicas: 0, budget: false },
  ])('lets a drain evict one pod at a time if there are several: $replicas', ({ replicas, budget }) => {
    const { kubernetes_pod_disruption_budget_v1: budgets } = synthApi({ replicas });
    expect(budgets?.api.spec.max_unavailable).toBe(budget ? '1' : undefined);
  });
});

test("a Service has the container's port numbers, sorted by name", () => {
  const { spec } = synthApi({ ports: { metrics: 9090, http: 8080 } }).kubernetes_service_v1.api;
  expect(spec).toMatchObject({ type: 'ClusterIP', selector: { 'app.kubernetes.io/name': 'api' } });
  expect(spec.port).toEqual([
    { name: 'http', port: 8080, target_port: 'http', protocol: 'TCP' },
    { name: 'metrics', port: 9090, target_port: 'metrics', protocol: 'TCP' },
  ]);
});

test('a workload without ports has no Service', () => {
  const { kubernetes_service_v1: services } = synthApi({
    ports: {},
    ready: { kind: 'none', reason: 'test' },
  });
  expect(services).toBeUndefined();
});

describe('a single workload', () => {
  const database: Partial<WorkloadProps> = {
    replicas: 1,
    single: true,
    ports: { sql: 5432 },
    ready: tcp('sql'),
    volumes: { data: { mountPath: '/var/lib/postgresql', size: Size.gibibytes(20) } },
    storageClass: 'fast',
  };
  const resource = synthApi(database);
  const claim = resource.kubernetes_persistent_volume_claim_v1['api-data'];

  test('is a stateful set of one, with a name that resolves to the pod itself', () => {
    expect(resource.kubernetes_deployment_v1).toBeUndefined();
    expect(resource.kubernetes_stateful_set_v1.api.spec).toMatchObject({
      replicas: '1',
      service_name: 'api',
    });
    expect(resource.kubernetes_service_v1.api.spec.cluster_ip).toBe('None');
  });

  test('replaces a broken pod with a fixed one without waiting for the broken one to become healthy', () => {
    expect(resource.kubernetes_stateful_set_v1.api.spec.pod_management_policy).toBe('Parallel');
  });

  test('sets what Kubernetes would default, so that a second plan is empty', () => {
    const strategy = { type: 'RollingUpdate', rolling_update: [{ partition: 0 }] };
    expect(resource.kubernetes_stateful_set_v1.api.spec.update_strategy).toEqual([strategy]);
  });

  test('keeps its data in its own claim, which grows in place', () => {
    expect(claim).toMatchObject({
      metadata: { name: 'api-data', namespace: 'shop-prod' },
      spec: { resources: { requests: { storage: '20Gi' } }, storage_class_name: 'fast' },
      wait_until_bound: false,
    });
    expect(resource.kubernetes_stateful_set_v1.api.spec).not.toHaveProperty('volume_claim_template');
    const pod = podOf(resource);
    expect(pod.volume).toEqual([
      { name: 'volume-data', persistent_volume_claim: { claim_name: 'api-data' } },
    ]);
    expect(pod.container[0].volume_mount).toEqual([
      { name: 'volume-data', mount_path: '/var/lib/postgresql' },
    ]);
    expect(pod.security_context).toMatchObject({
      fs_group: '10001',
      fs_group_change_policy: 'OnRootMismatch',
    });
  });

  test('can have its data destroyed by Terraform only if it is not protected', () => {
    expect(claim).not.toHaveProperty('lifecycle');
    const guarded = synthApi({ ...database, protect: true }).kubernetes_persistent_volume_claim_v1[
      'api-data'
    ];
    expect(guarded.lifecycle).toEqual({ prevent_destroy: true });
  });

  test('leaves the storage class to the cluster by default', () => {
    const { spec } = synthApi({ ...database, storageClass: undefined }).kubernetes_persistent_volume_claim_v1[
      'api-data'
    ];
    expect(spec).not.toHaveProperty('storage_class_name');
  });
});

describe('an ingress', () => {
  const ingressOf = (tls: NonNullable<WorkloadProps['ingress']>['tls']): any =>
    synthApi({ ingress: { port: 'http', domain: 'shop.example.com', className: 'nginx', tls } })
      .kubernetes_ingress_v1.api;

  test('routes the domain to the port', () => {
    const { spec } = ingressOf(existingCertificate('wildcard'));
    expect(spec).toMatchObject({
      ingress_class_name: 'nginx',
      rule: [
        {
          host: 'shop.example.com',
          http: { path: [{ path: '/', backend: { service: { name: 'api', port: { number: 8080 } } } }] },
        },
      ],
      tls: [{ hosts: ['shop.example.com'], secret_name: 'wildcard' }],
    });
  });

  test('gets its own certificate from cert-manager', () => {
    const { metadata, spec } = ingressOf(certManager('letsencrypt'));
    expect(metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
    expect(spec.tls).toEqual([{ hosts: ['shop.example.com'], secret_name: 'api-tls' }]);
  });

  test('goes without TLS only with a reason, which is recorded', () => {
    const { metadata, spec } = ingressOf(plainHttp('lab without a CA'));
    expect(metadata.annotations).toEqual({ 'slipway/plain-http-reason': 'lab without a CA' });
    expect(spec).not.toHaveProperty('tls');
  });
});

describe('the order of a deploy', () => {
  const database = (namespace: Namespace): WorkloadProps =>
    props({ namespace, replicas: 1, single: true, ports: { sql: 5432 }, ready: tcp('sql') });

  test('creates a workload after those that it connects to, and after the policies that isolate its namespace', () => {
    const { kubernetes_deployment_v1: deployments } = synthKubernetes((stack) => {
      const namespace = new Namespace(stack, 'shop');
      const target = new Workload(stack, 'database', database(namespace));
      new Workload(stack, 'api', props({ namespace, connectsTo: { DATABASE: target.endpoint('sql') } }));
    });
    expect(deployments.api.depends_on).toEqual(
      expect.arrayContaining([
        'kubernetes_namespace_v1.shop',
        'kubernetes_network_policy_v1.shop-default-deny',
        'kubernetes_network_policy_v1.api-to-database',
        'kubernetes_service_v1.api',
        'kubernetes_stateful_set_v1.database',
      ]),
    );
  });

  test('does not cross stacks: what is in another stack already exists', () => {
    const app = new App({ stackTraces: false });
    const base = new Stack(app, 'base');
    const namespace = new Namespace(base, 'shop');
    const target = new Workload(base, 'database', database(namespace));
    const { kubernetes_deployment_v1: deployments } = synthKubernetes((stack: TerraformStack) => {
      new Workload(stack, 'api', props({ namespace, connectsTo: { DATABASE: target.endpoint('sql') } }));
    });
    const order: string[] = deployments.api.depends_on;
    expect(
      order.filter((address) => /namespace|database$/.test(address) && !/network_policy/.test(address)),
    ).toEqual([]);
    expect(deployments.api.spec.template.metadata).toBeDefined();
  });

  test('does not depend on the order of properties', () => {
    const ends = {
      A: { kind: 'workload', workload: 'a', port: 'p', number: 1024 },
      B: { kind: 'workload', workload: 'b', port: 'p', number: 1025 },
    } as const;
    const written = synthApi({
      connectsTo: ends,
      ports: { http: 8080, admin: 9090 },
      env: { X: '1', Y: '2' },
    });
    const reversed = synthApi({
      connectsTo: { B: ends.B, A: ends.A },
      ports: { admin: 9090, http: 8080 },
      env: { Y: '2', X: '1' },
    });
    expect(JSON.stringify(reversed)).toBe(JSON.stringify(written));
  });
});

test('two workloads with one name in a stack are refused, not merged', () => {
  expect(() =>
    synthKubernetes((stack) => {
      new Workload(stack, 'a', props({ name: 'api' }));
      new Workload(stack, 'b', props({ name: 'api' }));
    }),
  ).toThrow(/must have a Terraform address of its own/);
});

describe('the ports of a workload', () => {
  const ports = { http: 8080 };
  const ready = httpGet('http', '/readyz');
  const namespace = Namespace.existing('shop-prod');

  test('are its endpoints, each with the namespace and the number', () => {
    synthKubernetes((stack) => {
      const api = new Workload(stack, 'api', { ...BASICS, namespace, ports, ready });
      expect(api.endpoint('http')).toMatchObject({
        kind: 'workload',
        workload: 'api',
        namespace: 'shop-prod',
        port: 'http',
        number: 8080,
      });
      expect(() => (api as Workload).endpoint('sql')).toThrow(/Its ports are http/);
    });
  });

  test('are known to the types', () => {
    synthKubernetes((stack) => {
      const sql = tcp('sql');
      // @ts-expect-error: the workload has no port by the name of sql
      expect(() => new Workload(stack, 'api', { ...BASICS, namespace, ports, ready, live: sql })).toThrow();
    });
  });
});

test('all problems are reported at once', () => {
  expect(() => synthApi({ replicas: -1, user: 0, env: { '2': 'x' } })).toThrow(
    /3 problems.*test\/api\.user .*test\/api\.replicas .*test\/api\.env\.2 /s,
  );
});
