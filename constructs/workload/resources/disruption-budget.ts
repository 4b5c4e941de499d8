import { kubernetes } from '../../providers/kubernetes';
import { claimAddress } from '../../terraform';
import { mostReplicas } from '../replicas';
import { budgetOf, type DisruptionBudget } from '../rollout';
import { after, metadataOf, selectorOf, type WorkloadContext } from './context';

/**
 * Drains take one pod at a time, where nothing else is asked for. Counted as unavailable rather than available pods, so that a drain always goes on,
 * however few there are. A lone pod needs none.
 */
export function disruptionBudgetOf(context: WorkloadContext): void {
  const { name, replicas } = context.workload;
  if (mostReplicas(replicas) < 2) return;
  claimAddress(
    new kubernetes.PodDisruptionBudgetV1(context.scope, 'disruption-budget', {
      metadata: metadataOf(context),
      spec: { ...asText(budgetOf(context.workload)), selector: { matchLabels: selectorOf(name) } },
      ...after(context),
    }),
    name,
  );
}

function asText(budget: DisruptionBudget) {
  return 'minAvailable' in budget
    ? { minAvailable: String(budget.minAvailable) }
    : { maxUnavailable: String(budget.maxUnavailable) };
}
