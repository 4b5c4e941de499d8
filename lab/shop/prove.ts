import { Failure } from '../../operations/process';
import { type Cluster, clusterIn } from '../cluster';
import type { Steps } from '../steps';
import { sameDigests } from './digests';
import { type EnvironmentName, ENVIRONMENTS } from './environments';
import { logIn, machinesOf } from './log-in';
import { placeOrder } from './orders';
import type { Shop } from './shop';
import type { Slipway } from './slipway';

/** What was checked on the running shop. */
export interface Proof {
  /** Service → the digest that runs in every environment. */
  readonly digests: Readonly<Record<string, string>>;
  /** Environment → an order that was completed in it. */
  readonly orders: Readonly<Record<string, string>>;
  readonly machines: readonly string[];
}

/**
 * Checks that the same images run and work in all environments, that machines match their description, and that nothing is
 * left to do.
 */
export async function proveShop(
  home: string,
  shop: Shop,
  slipway: Slipway,
  steps: Steps,
  environments: readonly EnvironmentName[] = ENVIRONMENTS,
): Promise<Proof> {
  const cluster = clusterIn(home);
  const digests = await steps.step('one digest in all environments, read from the cluster', () =>
    sameDigests(cluster, environments),
  );
  const orders = await steps.step('an order in each, through the pages to the database', () =>
    ordersIn(cluster, environments),
  );
  const machines = environments.flatMap((environment) => machinesOf(shop, environment));
  await steps.step('every machine: host name, user, key, address', async () => {
    for (const machine of machines) await logIn(cluster, shop, machine);
  });
  for (const environment of environments)
    await steps.step(`nothing is left to do in ${environment}`, () => nothingToDo(slipway, environment));
  return { digests, orders, machines: machines.map(({ name }) => name) };
}

async function ordersIn(
  cluster: Cluster,
  environments: readonly EnvironmentName[],
): Promise<Readonly<Record<string, string>>> {
  const orders: Record<string, string> = {};
  for (const environment of environments) orders[environment] = await placeOrder(cluster, environment);
  return orders;
}

/** @throws Failure if a second plan of an environment is not empty */
export async function nothingToDo(slipway: Slipway, environment: EnvironmentName): Promise<void> {
  const { code, output } = await slipway.attempt('deploy', environment, '--plan-only');
  if (code !== 0) throw new Failure(`a second plan of ${environment} is not empty:\n${output}`);
}
