import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bridged, clusterNode, MachineNetwork, machineImage, Size, VmPool } from 'slipway';
import {
  applyInCluster,
  buildNodeImage,
  connectHosts,
  consoleOf,
  type ImageFile,
  type KeyPair,
  keyPair,
  kubeconfigOf,
  type Login,
  onMachine,
  outputInCluster,
  shellOn,
  Steps,
} from '../../lab';
import { API_SERVER, BRIDGE, CLUSTER_DNS, GATEWAY, LAN, REGISTRY, REGISTRY_URL } from '../../lab/network';
import { clusterLab, type ClusterLab, FIRST_PROGRAMS_LIMIT_MS, untilPage } from './support/cluster-lab';
import { type Fill, LabProject, type MachinesLab, machinesLab } from './support/machines-lab';
import { whereMachinesRun } from './support/where-machines-run';
import { TYPESCRIPT } from '../support/run-typescript';

/** Emulated, from nothing to a node that is ready. Alone on two cores it takes two minutes. */
const JOIN_LIMIT_MS = 2_400_000;
const POD_LIMIT_S = 300;
const NODE = 'lab-t1-nodes-0';
const ADDRESS = '10.99.1.16';
const PAUSE = `${REGISTRY}/lab/pause:1`;
const BUSYBOX = `${REGISTRY}/lab/busybox:1`;

let lab: MachinesLab;
let control: ClusterLab;
let project: LabProject;
let image: ImageFile;
let keys: KeyPair;

whereMachinesRun('a machine of a pool as a node', () => {
  control = clusterLab();
  lab = machinesLab();

  beforeAll(async () => {
    image = await new Steps(false).step('the node image', () => buildNodeImage());
    await connectHosts(control.cluster, [lab.a]);
    keys = await keyPair(lab.home);
    project = new LabProject(lab);
  }, FIRST_PROGRAMS_LIMIT_MS);

  test(
    'made by Terraform, it joins with a token that is in no file, and takes the place of who had its name',
    async () => {
      await kubectl('create', 'namespace', 'shop');
      await applyInCluster(control.cluster, {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: NODE, labels: { gone: '' } },
      });
      const stack = project.synth({ only: [lab.a, nodes()] }).only;
      await stack.apply();

      await joined();

      const node = JSON.parse(await kubectl('get', 'node', NODE, '--output=json'));
      expect(node.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'Ready', status: 'True' }),
      );
      expect(node.metadata.labels).toMatchObject({ pool: 'nodes' });
      expect(node.metadata.labels).not.toHaveProperty('gone');
      expect(node.status.addresses).toContainEqual({ type: 'InternalIP', address: ADDRESS });
      // A bootstrap token: six characters, a dot, and sixteen that are secret.
      expect(filesOf(stack.folder).filter((text) => /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/.test(text))).toEqual([]);
      expect(await kubectl('get', 'secrets', '--namespace=kube-system', '--output=name')).toBe('');
      expect(await onMachine(login(), 'ls /run')).not.toMatch(/token/);
      // What gives pods their time to end before the machine does.
      expect(await onMachine(login(), 'systemd-inhibit --list')).toMatch(/kubelet.*shutdown.*delay/);
      expect(await stack.plan()).toEqual({});
    },
    JOIN_LIMIT_MS,
  );

  test('a pod runs there, answers through its service, has a log, and lets one in', async () => {
    await applyInCluster(control.cluster, { apiVersion: 'v1', kind: 'List', items: [pod(), service()] });
    await kubectl(
      'wait',
      '--for=condition=Ready',
      'pod/web',
      '--namespace=shop',
      `--timeout=${POD_LIMIT_S}s`,
    );

    const address = await kubectl(
      'get',
      'service',
      'web',
      '--namespace=shop',
      '--output=jsonpath={.spec.clusterIP}',
    );
    await untilPage(control.cluster, `http://${address}/`, 'hello');
    expect(await kubectl('logs', 'web', '--namespace=shop')).toBe('serving\n');
    expect(await kubectl('exec', 'web', '--namespace=shop', '--', 'hostname')).toBe('web\n');
  });

  test('a joined machine that is asked to join again is left as it is', async () => {
    const before = await kubectl('get', 'node', NODE, '--output=jsonpath={.metadata.uid}');
    await joined();
    expect(await kubectl('get', 'node', NODE, '--output=jsonpath={.metadata.uid}')).toBe(before);
  });
});

function nodes(): Fill {
  return (stack) => {
    new VmPool(stack, 'nodes', {
      identity: project.identity,
      slots: 1,
      cpu: 2,
      // With half of it, containerd, kubelet and kube-proxy can push each other's code out of memory until nothing answers.
      memory: Size.gibibytes(2),
      image: machineImage({ name: 'node', source: image.path, digest: image.digest, architecture: 'amd64' }),
      rootDisk: Size.gibibytes(4),
      network: new MachineNetwork(stack, 'cluster', {
        identity: project.identity,
        spec: bridged({ bridge: BRIDGE, cidr: LAN, gateway: GATEWAY, dns: [GATEWAY] }),
      }),
      addresses: '10.99.1.16/28',
      emulated: true,
      cloudInit: clusterNode(
        {
          endpoint: API_SERVER,
          ca: readFileSync(join(control.cluster.folder, 'pki', 'ca.crt'), 'utf8'),
          dns: CLUSTER_DNS,
          labels: { pool: 'nodes' },
          podNetwork: 'routed',
          serviceProxy: 'machine',
          registries: { [REGISTRY]: { endpoint: REGISTRY_URL } },
          pauseImage: PAUSE,
        },
        { users: [{ name: 'ops', sshKeys: [keys.publicKey], sudo: true }] },
      ),
    });
  };
}

function pod(): object {
  const serve = 'mkdir /www; echo hello >/www/index.html; echo serving; exec httpd -f -p 8080 -h /www';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: {
      nodeSelector: { pool: 'nodes' },
      containers: [
        {
          name: 'web',
          image: BUSYBOX,
          command: ['sh', '-c', serve],
          readinessProbe: { tcpSocket: { port: 8080 } },
        },
      ],
    },
  };
}

function service(): object {
  const spec = { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] };
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec };
}

function login(): Login {
  return { ...keys, host: lab.a, machine: NODE, address: ADDRESS, user: 'ops' };
}

/** Joins from within the cluster's network, where the API server and the machine are. */
async function joined(): Promise<void> {
  const script = join(__dirname, 'support', 'join-machine.ts');
  const shell = shellOn(login());
  await inNetwork(
    ...[process.execPath, '-C', 'slipway-source', ...TYPESCRIPT, script],
    ...[kubeconfigOf(control.cluster), 'lab', NODE, ...shell],
  ).catch((error: unknown) => {
    throw new Error(consoleOf(login()), { cause: error });
  });
}

function kubectl(...args: readonly string[]): Promise<string> {
  return inNetwork('kubectl', ...args);
}

function inNetwork(...command: readonly string[]): Promise<string> {
  return outputInCluster(control.cluster, command, { timeoutMs: JOIN_LIMIT_MS });
}

/** What Terraform has read and written. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(join(folder, '..', '..', '..'), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(json|tfstate)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
