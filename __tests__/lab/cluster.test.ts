import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { applyInCluster, cutPower, inCluster, runInCluster, until } from '../../lab';
import { clusterLab, inside, shipped, startCluster, untilPage } from './support/cluster-lab';
import { labCommand, labOutput } from './support/lab-command';
import { whereClusterRuns } from './support/where-machines-run';

const before = ofThisMachine();

whereClusterRuns('the cluster', () => {
  const lab = clusterLab();
  let image: string;
  beforeAll(async () => {
    image = await shipped(lab.cluster, 'test/page', join(__dirname, 'support', 'page'));
    await applyInCluster(lab.cluster, page(image));
    await inside(lab.cluster, 'kubectl', 'rollout', 'status', 'deployment/page', '--timeout=180s');
  });

  test('a page that its engine built and its registry stores runs by digest, and answers on its domain', async () => {
    await untilPage(lab.cluster, 'http://page.lab.test/', 'made here');

    expect(image).toMatch(/^localhost:5000\/test\/page@sha256:[0-9a-f]{64}$/);
    const running = await inside(
      lab.cluster,
      ...['kubectl', 'get', 'pods', '--selector=app=page', '--output'],
      'jsonpath={.items[*].status.containerStatuses[*].imageID}',
    );
    expect(running).toBe(image);
    const status = 'jsonpath={.status.loadBalancer.ingress[0].ip}';
    expect(await inside(lab.cluster, 'kubectl', 'get', 'ingress/page', '--output', status)).toBe('10.99.0.1');
  });

  test('pods find a service by its name, and get their own folder for a claim', async () => {
    const line = 'wget -q -O - http://page.default/ && echo kept > /data/file && cat /data/file';

    expect(await inside(lab.cluster, 'kubectl', 'exec', 'deployment/page', '--', 'sh', '-c', line)).toBe(
      'made herekept',
    );
  });

  test('has no way out, and external names fail at once', async () => {
    const routes = await inside(lab.cluster, 'ip', '-json', 'route', 'show', 'default');
    expect(JSON.parse(routes)).toEqual([]);
    // One that is not answered at once takes longer than the limit.
    const ask = ['env', 'RES_OPTIONS=timeout:30 attempts:1', 'getent', 'hosts', 'example.com'];
    const { code } = await runInCluster(lab.cluster, ask, { timeoutMs: 25_000 });
    expect(code).toBe(2);
  });

  test('an API server that is killed comes back; until then pages answer, and afterwards new ones can be created', async () => {
    await untilPage(lab.cluster, 'http://page.lab.test/', 'made here');
    const killed = await processOf('kube-apiserver');
    process.kill(killed, 'SIGKILL');

    await untilPage(lab.cluster, 'http://page.lab.test/', 'made here');
    await until('the API server', async () => ((await ready()) ? true : undefined), { timeoutMs: 120_000 });
    expect(await processOf('kube-apiserver')).not.toBe(killed);
    await applyInCluster(lab.cluster, ingress('later'));
    await untilPage(lab.cluster, 'http://later.lab.test/', 'made here');
  });

  test('keeps its data when its power is cut', async () => {
    await cutPower(lab.cluster);

    await startCluster(lab.cluster);

    await untilPage(lab.cluster, 'http://page.lab.test/', 'made here');
    expect(await inside(lab.cluster, 'kubectl', 'exec', 'deployment/page', '--', 'cat', '/data/file')).toBe(
      'kept',
    );
  });

  test('status shows which part does not answer', async () => {
    // Stopped, not killed: it would be started again.
    const pid = await processOf('docker-registry');
    process.kill(pid, 'SIGSTOP');
    try {
      expect(await labOutput(lab.home, 'status')).toContain('no answer from registry');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  test('passes on the exit code of a command that runs in it', async () => {
    const { code } = await labCommand(lab.home, ['shell', 'cluster', '--', 'sh', '-c', 'exit 7']);
    expect(code).toBe(7);
  });

  test('down ends everything, including other processes in it, and leaves this machine as it was', async () => {
    writeFileSync(join(lab.home, 'notes.txt'), 'mine');
    const [program, ...args] = inCluster(lab.cluster, ['sleep', '600']);
    const guest = spawn(program, args, { stdio: 'ignore' });
    const network = (pid: number | 'self' | undefined) => readlinkSync(`/proc/${String(pid)}/ns/net`);
    await until(
      'a guest in its network',
      () => Promise.resolve(network(guest.pid) === network('self') ? undefined : true),
      { timeoutMs: 30_000 },
    );

    expect(await labOutput(lab.home, 'down')).toContain('Nothing is left');

    await until('its end', () => Promise.resolve(guest.signalCode ?? guest.exitCode ?? undefined), {
      timeoutMs: 30_000,
    });
    expect(readdirSync(lab.home)).toEqual(['notes.txt']);
    expect(ofThisMachine()).toEqual(before);
  });

  async function ready(): Promise<boolean> {
    const ask = ['kubectl', 'get', '--raw', '/readyz'];
    return (await runInCluster(lab.cluster, ask, { timeoutMs: 20_000 })).code === 0;
  }

  async function processOf(part: string): Promise<number> {
    // In our numbers, since the network alone is the cluster's.
    const listening = await inside(lab.cluster, 'ss', '-Hltnp');
    return Number(new RegExp(`\\("${part}",pid=(\\d+)`).exec(listening)?.[1]);
  }
});

/** What of this machine a cluster might touch, were it not in namespaces. */
function ofThisMachine(): object {
  const folders = [
    '/etc/docker',
    '/etc/cni',
    '/var/lib/cni',
    '/var/lib/kubelet',
    '/var/log/pods',
    '/run/netns',
  ];
  const settings = ['vm/overcommit_memory', 'kernel/panic', 'kernel/panic_on_oops', 'net/ipv4/ip_forward'];
  return {
    folders: folders.map((folder) => (existsSync(folder) ? readdirSync(folder) : [])),
    settings: settings.map((name) => readFileSync(join('/proc/sys', name), 'utf8')),
    interfaces: Object.keys(networkInterfaces()),
    mounts: readFileSync('/proc/self/mounts', 'utf8').split('\n').length,
  };
}

const labels = { app: 'page' };

/** A server for one page, with a claim, a service and a domain. */
function page(image: string): object {
  const container = {
    name: 'page',
    image,
    ports: [{ containerPort: 8080 }],
    readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
  };
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'page' },
        spec: {
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [container], volumes } },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'page' },
        spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
      },
      ingress('page'),
    ],
  };
}

function ingress(name: string): object {
  const backend = { service: { name: 'page', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name },
    spec: {
      ingressClassName: 'nginx',
      rules: [{ host: `${name}.lab.test`, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  };
}
