import { Failure, until } from '../../operations/process';
import { type Cluster, outputInCluster, runInCluster } from '../cluster';
import { INGRESS_DOMAIN } from '../network';
import type { EnvironmentName } from './environments';

const ITEM = 'Brass compass';

/**
 * Places an order on the shop's own pages, and waits until the database has it as shipped: then web, API, database and
 * worker have all done their part. Returns the order's number.
 */
export async function placeOrder(cluster: Cluster, environment: EnvironmentName): Promise<string> {
  const url = `http://shop.${environment}.${INGRESS_DOMAIN}`;
  const form = ['--data-urlencode', `item=${ITEM}`, '--data-urlencode', 'quantity=1'];
  const placed = await until(
    `an order to be taken at ${url}`,
    async () => {
      const format = ['--output', '/dev/null', '--write-out', '%{redirect_url}'];
      const { stdout } = await runInCluster(
        cluster,
        ['curl', '--silent', '--max-time', '20', ...form, ...format, `${url}/orders`],
        { timeoutMs: 30_000 },
      );
      return /placed=(\d+)/.exec(stdout)?.[1];
    },
    { timeoutMs: 300_000, everyMs: 2_000 },
  );
  await until(
    `order ${placed} of ${environment} to be shipped`,
    async () => ((await orderIn(cluster, environment, placed)) === `${ITEM}|shipped` ? true : undefined),
    { timeoutMs: 180_000, everyMs: 1_000 },
  );
  return placed;
}

/** The database's record of an order. @throws Failure if it does not answer */
export async function orderIn(cluster: Cluster, environment: EnvironmentName, id: string): Promise<string> {
  if (!/^\d+$/.test(id)) throw new Failure(`${id} is not an order's number`);
  const sql = `SELECT item || '|' || state FROM orders WHERE id = ${id}`;
  const psql = [
    'psql',
    '--username=postgres',
    '--dbname=shop',
    '--tuples-only',
    '--no-align',
    `--command=${sql}`,
  ];
  const exec = ['kubectl', 'exec', '--namespace', `shop-${environment}`, 'database-0', '--', ...psql];
  return (await outputInCluster(cluster, exec, { timeoutMs: 120_000 })).trim();
}
