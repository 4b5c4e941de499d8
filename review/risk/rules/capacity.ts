import { at, only, textOf } from '../../../core/json';
import { currentType } from '../../../core/kubernetes';
import { type BlockChange, dotted } from '../../diff';
import type { Block } from '../../synth';
import type { RiskRule } from '../risk';

/** Arguments that set a size, a number, or a request. */
const AMOUNTS = [
  /^spec\.(replicas|min_replicas|max_replicas|metric|min_available|max_unavailable)(\.|$)/,
  /\.resources(\.|$)/,
  /^spec\.resources\.requests/,
  /\.size_limit$/,
  /^(vcpu|memory|cpu|size|disk\.size)(\.|$)/,
];

const SIZERS: ReadonlySet<string> = new Set([
  'kubernetes_horizontal_pod_autoscaler_v2',
  'kubernetes_pod_disruption_budget_v1',
]);

/** How much of something there is, and how much is requested. */
export const capacity: RiskRule = ({ change, leafDifferences, inProtected }) => {
  const { block, action } = change;
  if (SIZERS.has(currentType(block.type)) && action !== 'update')
    return [risk('changes how many pods there may be')];
  if (block.kind !== 'resource' || action === 'create') return [];
  if (isScaledToNone(change)) return [risk('is scaled to none: nothing of it runs any more', inProtected)];
  const amounts = leafDifferences
    .map(({ path }) => dotted(path))
    .filter((argument) => AMOUNTS.some((amount) => amount.test(argument)));
  const last = [...new Set(amounts.map((argument) => argument.split('.').slice(-2).join('.')))].sort();
  return last.length === 0 ? [] : [risk(`has another size: ${last.join(', ')}`)];
};

function isScaledToNone({ before, after }: BlockChange): boolean {
  const replicas = (block: Block | undefined): string =>
    textOf(at(only(block?.arguments['spec']), 'replicas'));
  return replicas(after) === '0' && replicas(before) !== '0';
}

function risk(reason: string, needsApproval = false) {
  return { level: 'capacity', reason, needsApproval } as const;
}
