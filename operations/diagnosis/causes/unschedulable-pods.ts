import type { V1Pod } from '../../cluster';
import { type Cause, type Evidence, unreadyPods } from '../evidence';
import { freeOn, lacking, requestedBy } from '../pod-resources';

/** Of many nodes, those that come nearest to fitting are enough. */
const NODES_SHOWN = 4;
/** A claim that keeps a pod waiting is a separate cause. */
const CLAIMS = /persistentvolumeclaim/i;

/** Pods that fit on no node, and what they lack. */
export function unschedulablePods(evidence: Evidence): readonly Cause[] {
  return unreadyPods(evidence).flatMap((pod): readonly Cause[] => {
    const said = unscheduledBecause(pod);
    if (said === undefined || CLAIMS.test(said)) return [];
    return [
      {
        pod: pod.metadata?.name,
        what: 'fits on no node',
        // The scheduler's remarks about preemption help nobody here.
        details: [
          said.replace(/\.?\s*(no new claims to deallocate, )?preemption:.*$/s, ''),
          ...shortages(evidence, pod),
        ],
        advice: /Insufficient|Too many pods/.test(said)
          ? 'Give the cluster a node more or larger ones, or ask for less: `cpu`, `memory`, replicas. A rollout needs room for one pod more.'
          : 'Free a node for it: see the taints, cordons and labels of the nodes (`kubectl describe nodes`).',
      },
    ];
  });
}

export function unscheduledBecause({ status }: V1Pod): string | undefined {
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  return scheduled?.status === 'False' && scheduled.reason === 'Unschedulable'
    ? (scheduled.message ?? '')
    : undefined;
}

/** What each node is short of, those nearest to fitting first. */
function shortages({ nodes, residents }: Evidence, pod: V1Pod): readonly string[] {
  const requested = requestedBy(pod.spec);
  const short = nodes
    .map((node) => {
      const free = freeOn(node, residents);
      const missing =
        Math.max(0, requested.cpu - free.cpu) / 1000 + Math.max(0, requested.memory - free.memory) / 2 ** 30;
      return { name: node.metadata?.name ?? '', lacks: lacking(requested, free), missing };
    })
    .filter(({ lacks }) => lacks.length > 0)
    .sort((a, b) => a.missing - b.missing || (a.name < b.name ? -1 : 1));
  const shown = short.slice(0, NODES_SHOWN).map(({ name, lacks }) => `${name} needs ${lacks.join(' and ')}`);
  return short.length > NODES_SHOWN
    ? [...shown, `${short.length - NODES_SHOWN} more nodes are shorter still`]
    : shown;
}
