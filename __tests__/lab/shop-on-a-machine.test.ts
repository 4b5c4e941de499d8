import { rmSync } from 'node:fs';
import { type Cluster, clusterDown, clusterIn, connectHosts, hostIn, machinesDown, Steps } from '../../lab';
import { prepareShop, proveShop, type ReadyShop, shipShop, shopDown } from '../../lab/shop';
import { FIRST_PROGRAMS_LIMIT_MS, startCluster } from './support/cluster-lab';
import { freshHome } from './support/fresh-home';
import { switchOn } from './support/machines-lab';
import { whereShippingToMachinesRuns } from './support/where-machines-run';

// The first third of `npm run lab`: the shop of this checkout in dev, on a machine that joins the cluster. The two other
// environments are the same once more, and what `change` does to them takes more machines than a test run has time for.

const SHIP_LIMIT_MS = 3_600_000;

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

  test(
    'is shipped there, takes an order, and leaves nothing to do',
    async () => {
      const { shop, slipway } = ready;
      await shipShop(slipway, steps, ['dev']);
      const { digests, machines } = await proveShop(home, shop, slipway, steps, ['dev']);

      expect(Object.keys(digests)).toEqual(['api', 'database', 'web', 'worker']);
      expect(machines).toEqual(['shop-dev-nodes-0']);
    },
    SHIP_LIMIT_MS,
  );
});
