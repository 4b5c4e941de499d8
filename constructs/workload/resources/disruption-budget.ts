import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { claimAddress } from '../../terraform';
import { mostReplicas } from '../replicas';
import { after, metadataOf, selectorOf, type WorkloadContext } from './context';

/**
 * Drains take one pod at a time. Counted as unavailable rather than available pods, so that a drain always goes on,
 * however few there are. A lone pod needs none.
 */
export function disruptionBudgetOf(context: WorkloadContext): void {
  const { name, replicas } = context.workload;
  if (mostReplicas(replicas) < 2) return;
  claimAddress(
    new PodDisruptionBudgetV1(context.scope, 'disruption-budget', {
      metadata: metadataOf(context),
      spec: { maxUnavailable: '1', selector: { matchLabels: selectorOf(name) } },
      ...after(context),
    }),
    name,
  );
}
