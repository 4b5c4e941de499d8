import { type Cause, type Evidence, unreadyPods } from '../evidence';

/** Nodes that run our pods and are not ready. */
export function lostNodes(evidence: Evidence): readonly Cause[] {
  const used = new Set(unreadyPods(evidence).flatMap(({ spec }) => spec?.nodeName ?? []));
  return evidence.nodes
    .filter(({ metadata }) => used.has(metadata?.name ?? ''))
    .flatMap(({ metadata, status }): readonly Cause[] => {
      const ready = status?.conditions?.find(({ type }) => type === 'Ready');
      if (ready?.status === 'True') return [];
      return [
        {
          what: `the node ${metadata?.name ?? ''} of its pods is not ready`,
          details: [ready?.message ?? 'its kubelet has not reported yet'],
          advice: 'Check that the machine runs, and its kubelet and network.',
        },
      ];
    });
}
