import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyInCluster,
  type Cluster,
  clusterDown,
  clusterIn,
  connectHosts,
  hostIn,
  machinesDown,
  outputInCluster,
  Steps,
} from '../../lab';
import { machinesOf, prepareShop, proveShop, type ReadyShop, shipShop, shopDown } from '../../lab/shop';
import { sshTo } from '../../operations/ssh';
import { FIRST_PROGRAMS_LIMIT_MS, inside, startCluster } from './support/cluster-lab';
import { freshHome } from './support/fresh-home';
import { switchOn } from './support/machines-lab';
import { whereShippingToMachinesRuns } from './support/where-machines-run';

// The first third of `npm run lab`: the shop of this checkout in dev, on a machine that joins the cluster. The two other
// environments are the same once more, and what `change` does to them takes more machines than a test run has time for.

const SHIP_LIMIT_MS = 3_600_000;
const NODE = 'shop-dev-nodes-0';

let home: string;
let cluster: Cluster;
let ready: ReadyShop;
const steps = new Steps(false);

whereShippingToMachinesRuns('the shop, on a machine of the pool', () => {
  beforeAll(async () => {
    home = freshHome();
    cluster = clusterIn(home);
    await startCluster(cluster);
    const host = hostIn(home, 'a');
    await switchOn(host);
    await connectHosts(cluster, [host]);
    ready = await prepareShop(home, steps);
  }, FIRST_PROGRAMS_LIMIT_MS);

  afterAll(async () => {
    await shopDown(home);
    await clusterDown(cluster);
    await machinesDown(home);
    rmSync(home, { recursive: true, force: true });
  });

  const kubectl = (...args: readonly string[]) => inside(cluster, 'kubectl', ...args);
  const machine = () => {
    const [only] = machinesOf(ready.shop, 'dev');
    if (only === undefined) throw new Error('dev has no machine');
    return only;
  };
  const on = async (line: string) => {
    const ssh = sshTo(machine(), ['ssh', '-i', ready.shop.key]);
    return (await outputInCluster(cluster, [...ssh, line], { timeoutMs: 180_000 })).trim();
  };

  test(
    'is shipped there, takes an order, and leaves nothing to do',
    async () => {
      const { shop, slipway } = ready;
      // What a machine that is lost leaves behind: its successor has the same name.
      const left = { name: NODE, labels: { gone: '' } };
      await applyInCluster(cluster, { apiVersion: 'v1', kind: 'Node', metadata: left });

      await shipShop(slipway, steps, ['dev']);
      const { digests, machines } = await proveShop(home, shop, slipway, steps, ['dev']);

      expect(Object.keys(digests)).toEqual(['api', 'database', 'web', 'worker']);
      expect(machines).toEqual([NODE]);
    },
    SHIP_LIMIT_MS,
  );

  test('the machine is a node that is ready, in the place of who had its name', async () => {
    const node = JSON.parse(await kubectl('get', 'node', NODE, '--output=json'));

    expect(node.status.conditions).toContainEqual(expect.objectContaining({ type: 'Ready', status: 'True' }));
    expect(node.metadata.labels).not.toHaveProperty('gone');
    expect(node.status.addresses).toContainEqual({ type: 'InternalIP', address: machine().address });
    // What gives pods their time to end before the machine does.
    expect(await on('systemd-inhibit --list')).toMatch(/kubelet.*shutdown.*delay/);
  });

  test('the token with which it has joined is in no file, and of no more use', async () => {
    // A bootstrap token: six characters, a dot, and sixteen that are secret.
    const tokens = filesOf(ready.shop.folder).filter((text) => /\b[a-z0-9]{6}\.[a-z0-9]{16}\b/.test(text));

    expect(tokens).toEqual([]);
    expect(await on('ls /run')).not.toMatch(/token/);
    expect(await kubectl('get', 'secrets', '--namespace=kube-system', '--output=name')).toBe('');
  });

  test('a pod there has a log, and lets one in', async () => {
    const web = ['--namespace=shop-dev', 'deployment/web'];

    expect(await kubectl('logs', ...web)).not.toBe('');
    expect(await kubectl('exec', ...web, '--', 'hostname')).toMatch(/^web-/);
  });

  test('asked to join again, it is left as it is', async () => {
    const uid = () => kubectl('get', 'node', NODE, '--output=jsonpath={.metadata.uid}');
    const before = await uid();

    expect(await ready.slipway.run('join', 'dev', ...ready.slipway.ssh)).toContain('1 node is ready.');
    expect(await uid()).toBe(before);
  });
});

/** What Terraform has read and written. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(json|tfstate)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
