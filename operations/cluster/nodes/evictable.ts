import type { V1Pod } from '../client/api-objects';

const MIRROR = 'kubernetes.io/config.mirror';

/**
 * Whether a drain moves the pod. Pods of daemon sets and mirror pods belong to the node, and finished pods hold nothing. But a
 * pod that is being deleted holds its volumes until it no longer exists, even if its containers have ended.
 */
export function mustLeave(pod: V1Pod): boolean {
  const { metadata } = pod;
  return !(
    metadata?.ownerReferences?.some(({ kind, controller }) => kind === 'DaemonSet' && controller === true) ===
      true ||
    metadata?.annotations?.[MIRROR] !== undefined ||
    (hasEnded(pod) && metadata?.deletionTimestamp === undefined)
  );
}

/** Whether no controller recreates the pod: evicting it deletes it for good. False for a pod that is already being deleted. */
export function isAlone({ metadata }: V1Pod): boolean {
  return (
    metadata?.deletionTimestamp === undefined &&
    metadata?.ownerReferences?.some(({ controller }) => controller === true) !== true
  );
}

/**
 * Whether the pod has a volume that outlives it. Such pods leave a node last: with a volume on the node they come back only
 * when the node does, and until then the disruption budgets of pods that need them could block the drain.
 */
export function hasVolume({ spec }: V1Pod): boolean {
  return spec?.volumes?.some((volume) => volume.persistentVolumeClaim !== undefined) === true;
}

export function podName({ metadata }: V1Pod): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

/** Whether no container of the pod runs any more, nor will again. */
export function hasEnded({ status }: V1Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}
