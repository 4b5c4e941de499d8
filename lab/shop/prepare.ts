import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { clusterIn } from '../cluster';
import { buildNodeImage } from '../image';
import { hostIn, keyPair } from '../machines';
import type { Steps } from '../steps';
import { buildBaseImage, pushBaseImage } from './base-image';
import { factsOf } from './facts';
import { commitAll, layOutShop } from './lay-out';
import { ENVIRONMENTS, secretsFor } from './secrets';
import { type Shop, shopIn, slipwayFor } from './shop';
import type { Slipway } from './slipway';

/** The shop, ready to be shipped in a lab that is up. */
export interface ReadyShop {
  readonly shop: Shop;
  readonly slipway: Slipway;
}

/** Lays out the shop and places its machines. What is there already stays as it is. */
export async function prepareShop(home: string, steps: Steps): Promise<ReadyShop> {
  const cluster = clusterIn(home);
  const shop = shopIn(home);
  const tar = await steps.step('what images start from (a minute, once)', () => buildBaseImage());
  const baseImage = await steps.step('… in the registry', () => pushBaseImage(cluster, tar));
  const nodeImage = await steps.step('what machines start from (two minutes, once)', () => buildNodeImage());
  const sshKey = await publicKeyOf(shop);
  const slipway = slipwayFor(shop, cluster, await secretsFor(home, cluster));
  await steps.step('the project', async () => {
    const hosts = { a: hostIn(home, 'a'), b: hostIn(home, 'b') };
    await layOutShop(shop, factsOf({ cluster, hosts, baseImage, nodeImage, sshKey }));
    for (const environment of ENVIRONMENTS) await slipway.run('place', environment);
    await commitAll(shop.folder, 'chore: place the machines');
  });
  return { shop, slipway };
}

async function publicKeyOf({ key }: Shop): Promise<string> {
  if (existsSync(`${key}.pub`)) return readFileSync(`${key}.pub`, 'utf8').trim();
  mkdirSync(dirname(key), { recursive: true, mode: 0o700 });
  return (await keyPair(dirname(key))).publicKey;
}
