import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { claimAddress } from '../../terraform';
import { mostReplicas } from '../replicas';
import { after, metadataOf, selectorOf, type Site } from './site';

/**
 * Drains take one pod at a time. Counted as unavailable rather than available pods, so that a drain always goes on,
 * however few there are. A lone pod needs none.
 */
export function disruptionBudgetOf(site: Site): void {
  const { name, replicas } = site.workload;
  if (mostReplicas(replicas) < 2) return;
  claimAddress(
    new PodDisruptionBudgetV1(site.scope, 'disruption-budget', {
      metadata: metadataOf(site),
      spec: { maxUnavailable: '1', selector: { matchLabels: selectorOf(name) } },
      ...after(site),
    }),
    name,
  );
}
