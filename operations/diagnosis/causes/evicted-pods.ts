import { type Cause, type Evidence } from '../evidence';

/** Pods that were evicted by their node. */
export function evictedPods({ pods }: Evidence): readonly Cause[] {
  return pods
    .filter(({ status }) => status?.phase === 'Failed' && status.reason === 'Evicted')
    .map(({ metadata, status }) => ({
      pod: metadata?.name,
      what: 'was evicted by its node',
      details: [status?.message ?? ''],
      advice: /emptydir|ephemeral/i.test(status?.message ?? '')
        ? 'Raise `scratchSize` of the service, or write less.'
        : 'The node ran out of what the line above names: see what takes it, or ask for what the pod needs.',
    }));
}
