import type { NodeTaint } from '../../constructs/cluster-node';
import type { Tolerations } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { podsIn } from '../pods-in';

/** Pods tolerate the taints that every machine of the node pool registers with. They run on no other nodes. */
export function nodeTaints({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const { nodePool = '', node } = environment.cluster;
    const repelling = (node?.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule');
    if (repelling.length === 0 || environment.pools[nodePool] === undefined) return [];
    return podsIn(project, environment).flatMap(({ path, workload: { tolerations = [] } }) =>
      repelling
        .filter((taint) => !isTolerated(taint, tolerations))
        .map((taint) =>
          problem({
            rule: 'node-pool/taint',
            path: `${path}.tolerations`,
            message: `must tolerate what every machine of pool ${nodePool} is tainted with, for as long as its pods run`,
            value: shown(taint),
            advice: `Add { key: '${taint.key}'${taint.value === undefined ? '' : `, value: '${taint.value}'`} }, or take the taint out of joins(…).`,
          }),
        ),
    );
  });
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function isTolerated({ key, value = '', effect }: NodeTaint, tolerations: Tolerations): boolean {
  if (tolerations === 'all') return true;
  return tolerations.some(
    (toleration) =>
      toleration.key === key &&
      (toleration.value ?? value) === value &&
      (toleration.effect ?? effect) === effect &&
      // After that time they are evicted, and every other machine has the taint too.
      (effect !== 'NoExecute' || toleration.for === undefined),
  );
}

function shown({ key, value, effect }: NodeTaint): string {
  return `${key}${value === undefined ? '' : `=${value}`}:${effect}`;
}
