import { EXIT } from '../../../cli';
import { Failure, until } from '../../../operations/process';
import { sshTo } from '../../../operations/ssh';
import { type Answers, clusterIn, NO_ANSWER, outputInCluster, visit } from '../../cluster';
import { INGRESS_DOMAIN } from '../../network';
import { machinesOf } from '../log-in';
import { orderIn, placeOrder } from '../orders';
import type { Changing } from './changing';
import { edit } from './edit';
import { runningMachines } from './running-machines';

const PATIENCE_S = 20;
/** With emulation, a page may take longer than a visitor waits. */
const MOST_SILENT = 0.05;
const DATABASE_LIMIT_MS = 5 * 60_000;

/**
 * Changes the cloud-init of prod's machines. A deploy of all of them at once is refused, so they are rolled while somebody
 * visits the shop. Every machine is replaced, and an earlier order is still there afterwards.
 */
export async function watchedRoll(changing: Changing): Promise<Answers> {
  const { home, shop, slipway, steps } = changing;
  const cluster = clusterIn(home);
  const motd = `changed at ${new Date().toISOString()}`;
  const order = await steps.step('an order before the roll', () => placeOrder(cluster, 'prod'));
  const before = await runningMachines(home, 'prod');
  await edit(changing, 'prod', { node: `node('${motd}')` });
  await steps.step('a deploy that would replace all machines at once is refused', async () => {
    const { code, output } = await slipway.attempt('deploy', 'prod', 'machines');
    if (code !== EXIT.approval || !output.includes('slipway roll prod nodes'))
      throw new Failure(`it ended with ${String(code)}:\n${output}`);
  });
  const visitor = visit(cluster, `http://shop.prod.${INGRESS_DOMAIN}/`, {
    keep: 'status',
    patienceS: PATIENCE_S,
  });
  try {
    await steps.step('a roll: machine by machine, while somebody visits the shop', () =>
      slipway.run('roll', 'prod', 'nodes', ...slipway.ssh),
    );
  } finally {
    await visitor.leave();
  }
  refuseSilence(visitor.answers);
  await steps.step('every machine is another one, and says what is new', async () => {
    const after = await runningMachines(home, 'prod');
    const same = Object.entries(before).filter(([slot, uuid]) => after[slot] === uuid);
    if (same.length > 0) throw new Failure(`not replaced: ${same.map(([slot]) => slot).join(', ')}`);
    for (const machine of machinesOf(shop, 'prod')) {
      const ask = [...sshTo(machine, ['ssh', '-i', shop.key]), 'cat /etc/motd'];
      const said = await outputInCluster(cluster, ask, { timeoutMs: 180_000 });
      if (said.trim() !== motd) throw new Failure(`${machine.name} says ${said}`);
    }
  });
  await steps.step('the order is still there', async () => {
    // The database may still be starting on the last machine.
    const found = await until(
      'the database to answer',
      () => orderIn(cluster, 'prod', order).catch(() => undefined),
      { timeoutMs: DATABASE_LIMIT_MS, everyMs: 2_000 },
    );
    if (!found.endsWith('|shipped')) throw new Failure(`of order ${order} the database says "${found}"`);
  });
  return visitor.answers;
}

/** While the database's machine is replaced, the pages say so (502). But there must always be an answer. */
function refuseSilence(answers: Answers): void {
  const visits = Object.values(answers).reduce((sum, count) => sum + count, 0);
  const silent = answers[NO_ANSWER] ?? 0;
  if ((answers['200'] ?? 0) > 0 && silent <= visits * MOST_SILENT) return;
  throw new Failure(`the shop did not keep answering: ${JSON.stringify(answers)}`);
}
