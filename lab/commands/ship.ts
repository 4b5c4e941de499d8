import { labHome } from '../home';
import { prepareShop, proveShop, shipShop } from '../shop';
import type { Steps } from '../steps';
import { up, type UpOptions } from './up';

/** Brings up the lab, ships the shop through its three environments, and proves that it works. */
export async function ship(steps: Steps, options: UpOptions): Promise<void> {
  await up(steps, options);
  const { shop, slipway } = await prepareShop(labHome(), steps);
  await shipShop(slipway, steps);
  const proof = await proveShop(labHome(), shop, slipway, steps);
  const text = [
    ...Object.entries(proof.digests).map(([service, digest]) => `${service.padEnd(10)} ${digest}`),
    '',
    `The same in dev, staging and prod, on ${proof.machines.join(', ')}.`,
    `The project is ${shop.folder}; in the lab's network: npm run lab -- shell cluster`,
  ];
  steps.result(text.join('\n'), proof);
}
