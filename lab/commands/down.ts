import { existsSync, readdirSync, rmdirSync } from 'node:fs';
import { clusterDown, clusterIn } from '../cluster';
import { labHome } from '../home';
import { machinesDown } from '../machines';
import { shopDown } from '../shop';
import type { Steps } from '../steps';

/** Removes the whole lab, and fails if anything is left. */
export async function down(steps: Steps): Promise<void> {
  const home = labHome();
  await steps.step('remove the shop', () => shopDown(home));
  await steps.step('remove the cluster, and look for anything left', () => clusterDown(clusterIn(home)));
  await steps.step('remove the hosts, and look for anything left', () => machinesDown(home));
  if (existsSync(home) && readdirSync(home).length === 0) rmdirSync(home);
  steps.result(
    'Nothing is left: no process, namespace, mount, interface, machine, container, control group or file.',
    { left: [] },
  );
}
