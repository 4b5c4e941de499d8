import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import {
  Cpu,
  Duration,
  exec,
  fromNetwork,
  interpolate,
  Namespace,
  noProbe,
  pinnedImage,
  ScheduledWorkload,
  Size,
  tcp,
  variable,
  Workload,
} from 'slipway';
import {
  actionsOf,
  applyStack,
  buildTerraformProviders,
  type Changes,
  environmentIn,
  inCluster,
  kubeconfigOf,
  labTerraform,
} from '../../lab';
import { planStack, type StackFolder, type TerraformSettings } from '../../operations/deployment';
import { contained } from '../../operations/process';
import { synth } from '../support/synth';
import { type ClusterCalls, clusterCalls } from './support/cluster-calls';
import { clusterLab, inside } from './support/cluster-lab';
import { carriedProject, runApplication } from './support/running-application';
import { whereClusterRuns } from './support/where-machines-run';

// A stateful set with a claim for each replica, a daemon set, a pod of several containers and a job on a schedule, as Terraform
// makes them and the cluster runs them. Each test goes on where the one before it ended.

const REPOSITORY = 'localhost:5000/lab/busybox';
const NAMESPACE = 'kinds';
const WITHOUT = { command: ['sh', '-c', 'exec sleep 100000'], terminationGrace: Duration.seconds(1) };
const small = { cpu: Cpu.millis(10), memory: Size.mebibytes(16) };

whereClusterRuns('every kind of workload', () => {
  const lab = clusterLab();
  let image: ReturnType<typeof pinnedImage>;
  let calls: ClusterCalls;
  let settings: TerraformSettings;

  beforeAll(async () => {
    const inspect = ['docker', 'inspect', '--format', '{{index .RepoDigests 0}}', `${REPOSITORY}:1`];
    image = pinnedImage(REPOSITORY, (await inside(lab.cluster, ...inspect)).split('@')[1] ?? '');
    calls = clusterCalls(lab.cluster);
    const { pluginDir: _, ...terraform } = labTerraform({ providers: '', planFolder: lab.home, tell });
    settings = {
      ...terraform,
      env: environmentIn(lab.cluster, buildTerraformProviders(tell, terraform.env)),
      program: inCluster(lab.cluster, contained('terraform')),
    };
  });
  afterAll(() => {
    calls.end();
  });

  const kubectl = (...args: readonly string[]): Promise<string> =>
    inside(lab.cluster, 'kubectl', `--namespace=${NAMESPACE}`, ...args);

  test('two replicas have a claim each, and what one writes the other does not see', async () => {
    const changes = await applyStack(stack({ replicas: 2 }), settings);

    expect(changes).toMatchObject({ 'kubernetes_stateful_set_v1.store': 'create' });
    for (const replica of ['store-0', 'store-1'])
      expect(await kubectl('exec', replica, '--', 'cat', '/data/me')).toBe(replica);
    const owned = await kubectl('get', 'persistentvolumeclaims', '--output=name');
    expect(owned.split('\n')).toEqual([
      'persistentvolumeclaim/volume-data-store-0',
      'persistentvolumeclaim/volume-data-store-1',
    ]);
  });

  test('replicas find each other by their names', async () => {
    const ask = ['wget', '-q', '-O', '-', 'http://store-1.store-headless:8080/me'];
    expect(await kubectl('exec', 'store-0', '--', ...ask)).toBe('store-1');
  });

  test('a daemon set has a pod on every node, and is seen as a workload that runs one digest', async () => {
    const nodes = (await kubectl('get', 'nodes', '--output=name')).split('\n');
    expect(await calls.call('rolloutOf', NAMESPACE, 'agent')).toMatchObject({
      result: { kind: 'DaemonSet', desired: nodes.length, available: nodes.length },
    });
    for (const name of ['agent', 'store'])
      expect(await calls.call('isHealthy', NAMESPACE, name)).toMatchObject({ result: true });
  });

  test('a run of the cron job ends, and has what its workload was given', async () => {
    await kubectl('create', 'job', 'now', '--from=cronjob/nightly');
    await kubectl('wait', '--for=condition=complete', 'job/now', '--timeout=180s');
    // What a text says of a variable stays as it is.
    expect(await kubectl('logs', 'job/now')).toBe('store:8080 store $(STORE_HOST) 5$8080');
  });

  test('a sidecar serves what an init container wrote, and listens below 1024 as no root', async () => {
    const ask = ['wget', '-q', '-O', '-', 'http://web/'];
    expect(await kubectl('exec', 'store-0', '--', ...ask)).toBe('written first');
    const users = ['get', 'pods', '--selector=app.kubernetes.io/name=web'];
    expect(
      await kubectl(
        ...users,
        '--output=jsonpath={.items[*].spec.containers[*].name} {.items[*].spec.initContainers[*].name}',
      ),
    ).toBe('web server prepare');
  });

  test('a process starts where it is told, in the groups and with the names that it is given', async () => {
    const ask = (command: string) => kubectl('exec', 'daemonset/agent', '--', 'sh', '-c', command);
    expect(await ask('pwd')).toBe('/bin');
    expect((await ask('id -G')).split(' ')).toContain('3000');
    expect(await ask('cat /etc/hosts')).toMatch(/^10\.99\.0\.7\s+ldap\.corp\.example$/m);
    expect(await ask('cat /etc/resolv.conf')).toContain('ndots:1');
  });

  test('nothing of it changes by itself', async () => {
    expect(await planned({ replicas: 2 })).toEqual({});
  });

  test('larger volumes are larger claims, and leave the set alone', async () => {
    expect(await planned({ replicas: 2, size: Size.mebibytes(2) })).toEqual({
      'kubernetes_persistent_volume_claim_v1.volume-data-store-0': 'update',
      'kubernetes_persistent_volume_claim_v1.volume-data-store-1': 'update',
    });
  });

  test('one replica less is one claim less, by its address, after its pod has gone', async () => {
    expect(await applyStack(stack({ replicas: 1 }), settings)).toEqual({
      'kubernetes_persistent_volume_claim_v1.volume-data-store-1': 'delete',
      'kubernetes_pod_disruption_budget_v1.store': 'delete',
      'kubernetes_stateful_set_v1.store': 'update',
    });
    expect(await kubectl('exec', 'store-0', '--', 'cat', '/data/me')).toBe('store-0');
    expect(await kubectl('get', 'persistentvolumeclaims', '--output=name')).toBe(
      'persistentvolumeclaim/volume-data-store-0',
    );
  });

  test('an application that kubectl has made is taken over: nothing of it is recreated, and its data stays', async () => {
    const application = await runApplication(lab.cluster, image);
    const seen = async () => ({
      uids: await application.uids(),
      note: await application.firstNote(),
      page: await application.page(),
    });
    const before = await seen();

    const { slipway, nameCluster } = carriedProject(application, lab.cluster, lab.home);
    const from = ['--from', 'manifests', '--running', 'prod'];
    expect(await slipway.run('init', '.', '--name', 'lab', '--environments', 'prod', ...from)).toContain(
      'takes over 4 objects of the namespace lab-prod',
    );
    nameCluster();
    const deployed = await slipway.run('deploy', 'prod');
    expect(deployed).toMatch(/^prod-services +done +create \d+, update 4$/m);
    expect(deployed).not.toMatch(/replace|delete/);

    expect(await seen()).toEqual(before);
    // The template is another one now: a second pod reads what the first one wrote.
    expect(await application.podOfNotes()).not.toBe(before.note);
    expect(await slipway.run('deploy', 'prod')).toMatch(
      /^prod-base +nothing to do *\nprod-services +nothing to do/m,
    );
  });

  async function planned(options: Shape): Promise<Changes> {
    return actionsOf((await planStack(stack(options), settings)).changes);
  }

  interface Shape {
    readonly replicas: number;
    readonly size?: Size;
  }

  function stack({ replicas, size = Size.mebibytes(1) }: Shape): StackFolder {
    const folder = join(lab.home, 'kinds');
    const { resource, provider, terraform } = synth((scope) => {
      new KubernetesProvider(scope, 'kubernetes', {
        configPath: kubeconfigOf(lab.cluster),
        configContext: 'lab',
      });
      const namespace = new Namespace(scope, NAMESPACE);
      const store = new Workload(scope, 'store', {
        ...{ ...WITHOUT, ...small, namespace, image, replicas },
        kind: 'statefulSet',
        command: ['sh', '-c', 'hostname | tr -d "\\n" > /data/me; exec httpd -f -p 8080 -h /data'],
        ports: { http: 8080 },
        ready: tcp('http'),
        live: exec(['cat', '/data/me']),
        volumes: { data: { mountPath: '/data', size } },
      });
      new Workload(scope, 'agent', {
        ...{ ...WITHOUT, ...small, namespace, image },
        kind: 'daemonSet',
        ready: noProbe('a test'),
        workingDir: '/bin',
        supplementalGroups: [3000],
        hostAliases: { '10.99.0.7': ['ldap.corp.example'] },
        dnsOptions: { ndots: '1' },
      });
      new Workload(scope, 'web', {
        ...{ ...WITHOUT, ...small, namespace, image },
        ready: noProbe('the sidecar has one'),
        ports: { http: 80 },
        sessionAffinity: 'ClientIP',
        allowFrom: { http: [fromNetwork('10.99.0.0/24')] },
        initContainers: {
          prepare: { command: ['sh', '-c', 'printf "written first" > /www/index.html'], scratch: ['/www'] },
        },
        sidecars: {
          server: {
            ...small,
            image,
            command: ['httpd', '-f', '-p', '80', '-h', '/www'],
            ports: ['http'],
            scratch: ['/www'],
            ready: tcp('http'),
          },
        },
      });
      new ScheduledWorkload(scope, 'nightly', {
        ...{ ...WITHOUT, ...small, namespace, image },
        command: ['sh', '-c', 'echo "$STORE_HOST:$STORE_PORT" "$@"', 'sh'],
        args: [variable('STORE_HOST'), '$(STORE_HOST)', interpolate`5$${variable('STORE_PORT')}`],
        schedule: '0 3 * * *',
        timeZone: 'Europe/Berlin',
        deadline: Duration.minutes(1),
        connectsTo: { STORE: store.endpoint('http') },
      });
    });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify({ resource, provider, terraform }));
    return { name: 'kinds', folder };
  }
});

function tell(message: string): void {
  process.stderr.write(`  ${message}\n`);
}
