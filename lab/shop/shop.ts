import { join } from 'node:path';
import type { Cluster } from '../cluster';
import { withTerraformProviders } from '../terraform-providers';
import type { Steps } from '../steps';
import type { Secrets } from './secrets';
import { Slipway } from './slipway';

/** The project that the lab ships, as a team would have it: a folder of its own, under git, beside the rest of the lab. */
export interface Shop {
  readonly folder: string;
  /** The private key that opens its machines. */
  readonly key: string;
}

/** The shop in a lab's folder, whether it was laid out before or not. */
export function shopIn(home: string): Shop {
  return { folder: join(home, 'shop'), key: join(home, 'keys', 'id') };
}

/** Who runs `slipway` for the shop, and tells what it does. */
export function slipwayFor(shop: Shop, cluster: Cluster, secrets: Secrets, steps: Steps): Slipway {
  const env = { ...withTerraformProviders(), ...secrets, CHECKPOINT_DISABLE: '1' };
  return new Slipway(shop, cluster, env, steps.detail);
}
