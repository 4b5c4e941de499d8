import { Failure } from '../../../operations/process';
import { clusterIn, outputInCluster } from '../../cluster';
import type { Changing } from './changing';
import { edit } from './edit';
import { hostOf, machineName, runningMachines } from './running-machines';

/** The slot that is added and removed, in the middle of prod. */
const MIDDLE = '1';
const ALL = { slots: "slots: ['0', '1', '2']", retired: 'retired: {}' };
const OUTER = { slots: "slots: ['0', '2']" };

/** Adds a machine to prod's pool and removes it again. No other machine is touched. */
export async function growAndShrink(changing: Changing): Promise<void> {
  const { home, steps, slipway } = changing;
  if (MIDDLE in (await runningMachines(home, 'prod')))
    await steps.step('what an earlier run left goes', () => shrink(changing));
  const before = await runningMachines(home, 'prod');
  await steps.step('prod grows by a machine, which joins; no other is touched', async () => {
    await edit(changing, 'prod', ALL);
    await slipway.run('deploy', 'prod', ...slipway.ssh);
    const { [MIDDLE]: grown, ...others } = await runningMachines(home, 'prod');
    if (grown === undefined) throw new Failure(`${machineName('prod', MIDDLE)} does not run`);
    refuseDifference(before, others);
  });
  await steps.step('it goes again, drained before; no other is touched', async () => {
    await shrink(changing);
    refuseDifference(before, await runningMachines(home, 'prod'));
    const list = ['kubectl', 'get', 'nodes', '--output=name'];
    const nodes = await outputInCluster(clusterIn(home), list, { timeoutMs: 120_000 });
    if (nodes.includes(machineName('prod', MIDDLE))) throw new Failure('its node is still in the cluster');
  });
}

async function shrink(changing: Changing): Promise<void> {
  const { name } = await hostOf(changing.home, 'prod', MIDDLE);
  const retired = `retired: { '${MIDDLE}': { on: '${name}', data: 'keep' } }`;
  await edit(changing, 'prod', { ...OUTER, retired });
  await changing.slipway.run('deploy', 'prod', ...changing.slipway.ssh);
}

function refuseDifference(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): void {
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
  if (was !== is) throw new Failure(`other machines run than before:\n${was}\n${is}`);
}
