import { applyInCluster, until } from '../../lab';
import type { Rollout } from '../../operations/cluster';
import { type ClusterCalls, clusterCalls } from './support/cluster-calls';
import { clusterLab, inside } from './support/cluster-lab';
import { whereClusterRuns } from './support/where-machines-run';

/** The adapter on a real cluster: what Kubernetes really says, and what the adapter makes of it. */

const NODE = 'control-plane';
const NAMESPACE = 'trial';
/** Enforces the restricted standard. */
const STRICT = 'strict';
const IMAGE = 'localhost:5000/lab/busybox';
const ABSENT = `sha256:${'a'.repeat(64)}`;
const FOR_EVER = ['sh', '-c', 'exec sleep 100000'];

interface Trial {
  readonly namespace?: string;
  readonly digest?: string;
  readonly command?: readonly string[];
  readonly container?: object;
  readonly pod?: object;
}

whereClusterRuns('what is asked of a cluster', () => {
  const lab = clusterLab();
  let calls: ClusterCalls;
  let digest: string;

  beforeAll(async () => {
    const inspect = ['docker', 'inspect', '--format', '{{index .RepoDigests 0}}', `${IMAGE}:1`];
    digest = (await inside(lab.cluster, ...inspect)).split('@')[1] ?? '';
    const strict = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    for (const metadata of [{ name: NAMESPACE }, { name: STRICT, labels: strict }])
      await applyInCluster(lab.cluster, { apiVersion: 'v1', kind: 'Namespace', metadata });
    calls = clusterCalls(lab.cluster);
  });
  afterAll(() => {
    calls.end();
  });

  const call: ClusterCalls['call'] = (...args) => calls.call(...args);

  async function deploy(
    name: string,
    { digest: image = digest, command = FOR_EVER, container, pod, namespace = NAMESPACE }: Trial = {},
  ): Promise<void> {
    const labels = { 'app.kubernetes.io/name': name };
    await applyInCluster(lab.cluster, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            terminationGracePeriodSeconds: 1,
            containers: [
              {
                name,
                image: `${IMAGE}@${image}`,
                command,
                resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '32Mi' } },
                ...container,
              },
            ],
            ...pod,
          },
        },
      },
    });
  }

  const available = (name: string) =>
    until(
      `${name} to be available`,
      async () => ((await call('isHealthy', NAMESPACE, name, digest)).result === true ? true : undefined),
      { timeoutMs: 150_000, everyMs: 1_000 },
    );

  test('a rollout shows what the pods actually run', async () => {
    const began = Date.now();
    await deploy('good');
    await available('good');
    const { result } = (await call('rolloutOf', NAMESPACE, 'good')) as { readonly result: Rollout };
    expect(result).toMatchObject({ digest, digests: [digest], desired: 1, available: 1 });
    expect(result.pods[0]).toMatchObject({ node: NODE, digest, imageId: digest });
    expect(Date.parse(result.availableSince ?? '')).toBeGreaterThan(began - 1_000);
    expect((await call('isHealthy', NAMESPACE, 'good', ABSENT)).result).toBe(false);
  });

  test.each<[string, Trial, RegExp]>([
    ['gone', { digest: ABSENT }, /can't pull its image: the registry has no such image/],
    [
      'crash',
      { command: ['sh', '-c', 'echo no database >&2; exit 3'] },
      /crashed with exit code 3[^]*\n {4}no database\n/,
    ],
    ['oom', { command: ['sh', '-c', 'exec tail /dev/zero'] }, /needed more than its memory \(32Mi\)/],
    ['absent', { command: ['/nope'] }, /can't be started[^]*stat \/nope: no such file/],
    [
      'secret',
      { container: { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'nope', key: 'k' } } }] } },
      /the secret nope does not exist/,
    ],
    [
      'probe',
      {
        container: {
          readinessProbe: {
            exec: { command: ['sh', '-c', 'echo database is away; exit 1'] },
            periodSeconds: 1,
          },
        },
      },
      /its readiness probe fails\n {4}database is away\n/,
    ],
    [
      'large',
      { container: { resources: { requests: { cpu: '1000' } } } },
      /fits on no node\n[^]*1 Insufficient cpu\n {4}control-plane needs \d+m of CPU more \(asked for 1000000m/,
    ],
    ['refused', { namespace: STRICT }, /enforces the pod security standard restricted[^]*runAsNonRoot/],
    ['root', { container: { securityContext: { runAsNonRoot: true } } }, /runs as root/],
  ])('explains why the deployment %s does not come up', async (name, trial, cause) => {
    await deploy(name, trial);
    await until(
      `the cause of ${name}`,
      async () => {
        const causes = (await call('diagnose', trial.namespace ?? NAMESPACE, name))
          .result as readonly string[];
        return cause.test(causes.join('\n')) ? true : undefined;
      },
      {
        timeoutMs: 150_000,
        everyMs: 1_000,
        explain: async () => JSON.stringify(await call('diagnose', trial.namespace ?? NAMESPACE, name)),
      },
    );
  });

  test('everything that the cluster lacks is reported at once, and nothing that it has', async () => {
    const needs = {
      path: 'environments.dev',
      namespace: NAMESPACE,
      baseApplied: true,
      storageClass: 'local-path',
      ingressClass: 'absent',
      metrics: false,
      secrets: { database: { managed: false, keys: ['password'] } },
      platforms: { api: ['linux/amd64'], web: ['linux/s390x'] },
    };
    const { result } = await call('missingForServices', needs);
    expect((result as readonly { readonly rule: string }[]).map(({ rule }) => rule).sort()).toEqual([
      'cluster/class',
      'cluster/platform',
      'cluster/secret-keys',
    ]);
  });

  describe('a drain', () => {
    const budget = {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'good', namespace: NAMESPACE },
    };

    beforeAll(async () => {
      await deploy('good');
      await available('good');
    });
    afterEach(async () => {
      await call('uncordon', NODE);
    });

    test('that a disruption budget blocks ends in time, names the budget, and leaves the node cordoned', async () => {
      const labels = { 'app.kubernetes.io/name': 'good' };
      await applyInCluster(lab.cluster, {
        ...budget,
        spec: { maxUnavailable: 0, selector: { matchLabels: labels } },
      });
      await until(
        'the budget',
        async () => {
          const status = await inside(
            lab.cluster,
            'kubectl',
            'get',
            'pdb',
            'good',
            '-n',
            NAMESPACE,
            '-o',
            'jsonpath={.status.currentHealthy}',
          );
          return status === '1' ? true : undefined;
        },
        { timeoutMs: 120_000 },
      );
      const { failure } = await call('drain', NODE, 8_000);
      expect(failure).toMatch(
        /could not be drained within 8 s[^]*trial\/good-\S+ may not be evicted: Cannot evict pod[^]*budget good/,
      );
      expect(
        (
          await call('missingForServices', {
            path: 'e',
            namespace: NAMESPACE,
            baseApplied: true,
            metrics: false,
            secrets: {},
            platforms: {},
          })
        ).result,
      ).toMatchObject([{ rule: 'cluster/nodes', value: 'control-plane (cordoned)' }]);
      await inside(lab.cluster, 'kubectl', 'delete', 'pdb', 'good', '-n', NAMESPACE);
      expect((await call('rolloutOf', NAMESPACE, 'good')).result).toMatchObject({ available: 1 });
    });

    test('moves the pods that it may move, those with volumes last, and waits until all have ended', async () => {
      await applyInCluster(lab.cluster, {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'kept', namespace: NAMESPACE },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
      });
      const volumes = [{ name: 'kept', persistentVolumeClaim: { claimName: 'kept' } }];
      // Its name comes first in every list.
      await deploy('a-keeper', { pod: { volumes } });
      await available('a-keeper');
      const { failure, told } = await call('drain', NODE, 180_000);
      expect(failure).toBeUndefined();
      expect(told[0]).toBe('control-plane: cordoned');
      expect(told.at(-1)).toBe('control-plane: drained');
      const endings = told.filter((line) => line.endsWith('is ending'));
      expect(endings.at(-1)).toContain(`${NAMESPACE}/a-keeper-`);
      expect(endings.some((line) => line.includes(`${NAMESPACE}/good-`))).toBe(true);
      const left = await inside(
        lab.cluster,
        'kubectl',
        'get',
        'pods',
        '-n',
        NAMESPACE,
        '--field-selector',
        `spec.nodeName=${NODE}`,
        '-o',
        'name',
      );
      expect(left).toBe('');
      await inside(lab.cluster, 'kubectl', 'delete', 'deployment/a-keeper', '-n', NAMESPACE, '--wait=false');
    });

    test('refuses a pod that nothing would recreate, before it touches the node', async () => {
      await applyInCluster(lab.cluster, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'alone', namespace: NAMESPACE },
        spec: {
          containers: [{ name: 'alone', image: `${IMAGE}@${digest}`, command: FOR_EVER }],
          terminationGracePeriodSeconds: 1,
        },
      });
      await available('good');
      const { failure, told } = await call('drain', NODE, 5_000);
      expect(failure).toMatch(/nothing would create trial\/alone again elsewhere/);
      expect(told).toEqual([]);
      await inside(lab.cluster, 'kubectl', 'delete', 'pod', 'alone', '-n', NAMESPACE);
    });
  });

  test('a node is awaited, and its previous boot does not count', async () => {
    const { result } = await call('nodeIdentity', NODE);
    expect((await call('awaitNode', NODE, { timeoutMs: 5_000 })).failure).toBeUndefined();
    const { failure } = await call('awaitNode', NODE, { timeoutMs: 2_000, otherThan: result });
    expect(failure).toMatch(/timed out after 2 s[^]*is still the previous boot/);
    expect((await call('awaitNode', 'nobody', { timeoutMs: 1_000 })).failure).toMatch(
      /nobody has not registered/,
    );
  });
});
