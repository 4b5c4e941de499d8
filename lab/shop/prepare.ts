import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { until } from '../../operations/process';
import { clusterIn } from '../cluster';
import { buildNodeImage } from '../image';
import { hasKvm, hostIn, keyPair } from '../machines';
import type { Steps } from '../steps';
import { buildBaseImage, pushBaseImage } from './base-image';
import { ENVIRONMENTS } from './environments';
import { factsOf } from './facts';
import { commitAll, layOutShop } from './lay-out';
import { secretsFor } from './secrets';
import { type Shop, shopIn } from './shop';
import { commandsAtWork, type Slipway, slipwayFor } from './slipway';

const LEFT_LIMIT_MS = 20 * 60_000;

/** The shop, ready to be shipped, in a running lab. */
export interface ReadyShop {
  readonly shop: Shop;
  readonly slipway: Slipway;
}

/** Lays out the shop and places its machines. Existing parts stay as they are. */
export async function prepareShop(home: string, steps: Steps): Promise<ReadyShop> {
  const cluster = clusterIn(home);
  const shop = shopIn(home);
  if (commandsAtWork(shop).length > 0)
    await steps.step('what an earlier run has begun goes on to its end', () => untilQuiet(shop));
  const tar = await steps.step('what images start from (a minute, once)', () => buildBaseImage());
  const baseImage = await steps.step('… in the registry', () => pushBaseImage(cluster, tar));
  const nodeImage = await steps.step('what machines start from (two minutes, once)', () => buildNodeImage());
  const sshKey = await publicKeyOf(shop);
  const slipway = slipwayFor(shop, cluster, await secretsFor(home, cluster), steps);
  await steps.step('the project', async () => {
    const hosts = { a: hostIn(home, 'a'), b: hostIn(home, 'b') };
    const emulated = !(await hasKvm(hosts.a));
    await layOutShop(shop, factsOf({ cluster, hosts, emulated, baseImage, nodeImage, sshKey }));
    for (const environment of ENVIRONMENTS) await slipway.run('place', environment);
    await commitAll(shop.folder, 'chore: place the machines');
  });
  return { shop, slipway };
}

/** Commands that a killed run started go on, and save their state. */
async function untilQuiet(shop: Shop): Promise<void> {
  const isQuiet = () => Promise.resolve(commandsAtWork(shop).length === 0 ? true : undefined);
  await until('the commands of an earlier run to end', isQuiet, {
    timeoutMs: LEFT_LIMIT_MS,
    everyMs: 1_000,
    explain: () => `at work: ${commandsAtWork(shop).join(', ')}\n→ To give all of it up: npm run lab -- down`,
  });
}

async function publicKeyOf({ key }: Shop): Promise<string> {
  if (existsSync(`${key}.pub`)) return readFileSync(`${key}.pub`, 'utf8').trim();
  mkdirSync(dirname(key), { recursive: true, mode: 0o700 });
  return (await keyPair(dirname(key))).publicKey;
}
