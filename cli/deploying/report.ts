import { countOf } from '../../core/text';
import type { Loss, Outage, StackOutcome, StackResult } from '../../operations/deployment';
import { columns } from '../../review';
import { EXIT } from '../exit-codes';

const WORDS: Readonly<Record<StackResult, string>> = {
  done: 'done',
  unchanged: 'nothing to do',
  planned: 'would change',
  refused: 'REFUSED',
  failed: 'FAILED',
  held: 'not begun',
  skipped: 'skipped',
};

/** The result of a run as text: a table of the stacks, the data that would be lost, and why stacks were not deployed. */
export function runReport(outcomes: readonly StackOutcome[]): string {
  const rows = outcomes.map(({ stack, result, actions }) => [stack, WORDS[result], actionsIn(actions)]);
  const blocks = [
    columns([['STACK', 'RESULT', 'CHANGES'], ...rows]).join('\n'),
    dataReport(outcomes.flatMap(({ losses }) => losses)),
    outageReport(outcomes),
    ...outcomes
      .filter(({ result, problem }) => problem !== undefined && result !== 'refused')
      .map(
        ({ stack, problem = '' }) =>
          `${stack}: ${problem.startsWith(`${stack}: `) ? problem.slice(stack.length + 2) : problem}`,
      ),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** The exit code for the worst outcome. */
export function exitCodeOf(outcomes: readonly StackOutcome[]): number {
  const has = (...results: readonly StackResult[]) => outcomes.some(({ result }) => results.includes(result));
  if (has('refused')) return EXIT.approval;
  if (has('failed', 'held')) return EXIT.failed;
  return has('planned') ? EXIT.changes : EXIT.done;
}

function dataReport(losses: readonly Loss[]): string {
  const refused = losses.filter(({ allowed }) => !allowed);
  const allowed = losses.filter((loss) => loss.allowed);
  return [
    ...(allowed.length === 0 ? [] : ['Data that is destroyed, as allowed:', ...allowed.map(lossLine)]),
    ...(refused.length === 0
      ? []
      : [
          'Data would be destroyed, so nothing of this was done:',
          ...refused.map(lossLine),
          '→ To keep it, take the change back, or retire the disk (`retired: keep` or `forget`).',
          `→ To destroy it: ${refused.map(({ stack, address }) => `--allow-destroy ${stack}:${address}`).join(' ')}`,
        ]),
  ].join('\n');
}

/** Each pool once, even if several stacks have a part in it. */
function outageReport(outcomes: readonly StackOutcome[]): string {
  const refused = new Map<string, Outage>();
  for (const { outages } of outcomes)
    for (const outage of outages) if (!outage.allowed) refused.set(outage.pool, outage);
  return [...refused.values()]
    .map(
      ({ environment, pool, machines, of, atMost, hosts }) =>
        `Of ${pool}, ${machines.length} of ${of} machines would be down at once, and ${limitIn(atMost, hosts)} may be. Nothing of this was done:\n` +
        `  ${machines.join('\n  ')}\n` +
        `→ Wave by wave: npx slipway roll ${environment} ${pool}\n` +
        `→ At once all the same: --allow-outage ${pool}`,
    )
    .join('\n');
}

function limitIn(atMost: number, hosts: number): string {
  if (atMost === 0) return 'none';
  return `no more than ${atMost}${hosts === 0 ? '' : `, on ${countOf(hosts, 'host')},`}`;
}

function lossLine({ stack, address, action, what }: Loss): string {
  return `  ${stack}:${address} (${action}): ${what}`;
}

function actionsIn(actions: StackOutcome['actions']): string {
  return Object.entries(actions)
    .map(([action, count]) => `${action} ${count}`)
    .join(', ');
}
