import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Cluster,
  clusterIn,
  connectHosts,
  cutPower,
  hostIn,
  inNetworkOf,
  machinesDown,
  outputOf,
  powerOn,
} from '../../lab';
import { FIRST_PROGRAMS_LIMIT_MS, inside, startCluster } from './support/cluster-lab';
import { freshHome } from './support/fresh-home';
import { killLabCommand, labOutput } from './support/lab-command';
import { whereLabRuns } from './support/where-machines-run';

const TIED = { tied: true };
let home: string;
let cluster: Cluster;

whereLabRuns('a cluster', () => {
  beforeEach(() => {
    home = join(freshHome(), 'lab');
    cluster = clusterIn(home);
  });
  afterEach(async () => {
    await labOutput(home, 'down');
    rmSync(join(home, '..'), { recursive: true, force: true });
  });

  test(
    'whose start is killed is taken up by the next',
    async () => {
      await killStart();

      await startCluster(cluster);

      expect(await nodes()).toBe('control-plane');
    },
    FIRST_PROGRAMS_LIMIT_MS,
  );

  test('whose start is killed leaves nothing behind after down', async () => {
    await killStart();

    expect(await labOutput(home, 'down')).toContain('Nothing is left');
    expect(existsSync(home)).toBe(false);
  });

  test('starts once, even if two processes start it at the same moment, and has the hosts in its network', async () => {
    const hosts = ['a', 'b'].map((name) => hostIn(home, name));
    await Promise.all(hosts.map((host) => powerOn(host, TIED)));

    await Promise.all([startCluster(cluster), startCluster(cluster)]);

    expect(await nodes()).toBe('control-plane');
    await connectHosts(cluster, hosts);
    for (const host of hosts) expect(await registryFrom(host)).toContain('lab/pause');
    const [a] = hosts;
    if (a === undefined) throw new Error('there is no host');
    await cutPower(a);
    await powerOn(a, TIED);
    await connectHosts(cluster, hosts);
    expect(await registryFrom(a)).toContain('lab/pause');
    await machinesDown(home);
  });
});

/** As soon as it has begun, when some of the files and namespaces are there and others not. */
function killStart(): Promise<void> {
  return killLabCommand(home, ['up', 'cluster'], { said: '· the control plane', afterMs: 250 });
}

function nodes(): Promise<string> {
  return inside(cluster, 'kubectl', 'get', 'nodes', '--output', 'jsonpath={.items[*].metadata.name}');
}

function registryFrom(host: ReturnType<typeof hostIn>): Promise<string> {
  const [program, ...args] = inNetworkOf(host, ['curl', '--silent', 'http://10.99.0.1:5000/v2/_catalog']);
  return outputOf(program, args, { timeoutMs: 60_000 });
}
