import { dotted } from '../../diff';
import type { RiskRule } from '../risk';

/** Arguments that say how much there is, or how much is taken. */
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

/** How much there is of something, and how much is asked for. */
export const capacity: RiskRule = ({ change: { block, deed, differences } }) => {
  if (block.kind !== 'resource') return [];
  const amounts = differences
    .map(({ path }) => dotted(path))
    .filter((argument) => AMOUNTS.some((amount) => amount.test(argument)));
  const last = [...new Set(amounts.map((argument) => argument.split('.').slice(-2).join('.')))].sort();
  if (last.length > 0) return [risk(`has another size: ${last.join(', ')}`)];
  return SIZERS.has(block.type) && deed !== 'update' ? [risk('changes how many pods there may be')] : [];
};

function risk(reason: string) {
  return { level: 'capacity', reason, needsApproval: false } as const;
}
