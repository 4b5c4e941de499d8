import type { V1Pod } from '../client/api-objects';

const MIRROR = 'kubernetes.io/config.mirror';

/**
 * Whether a drain moves the pod. Those of daemon sets and of the node itself (mirror pods) belong to the node, and those that
 * have ended hold nothing; but one that is being deleted holds its volumes until it is gone, though its containers have ended.
 */
export function mustLeave({ metadata, status }: V1Pod): boolean {
  return !(
    metadata?.ownerReferences?.some(({ kind, controller }) => kind === 'DaemonSet' && controller === true) ===
      true ||
    metadata?.annotations?.[MIRROR] !== undefined ||
    (hasEnded(status?.phase) && metadata?.deletionTimestamp === undefined)
  );
}

/** Whether nothing creates the pod again elsewhere: evicted, it is gone for good. Not so one that is on its way out already. */
export function isAlone({ metadata }: V1Pod): boolean {
  return (
    metadata?.deletionTimestamp === undefined &&
    metadata?.ownerReferences?.some(({ controller }) => controller === true) !== true
  );
}

/**
 * Whether the pod has a volume that outlives it. Such pods leave a node last: where the volume is on the node they come back only
 * when the node does, and those that need them to be ready would be kept from leaving by their disruption budgets.
 */
export function hasVolume({ spec }: V1Pod): boolean {
  return spec?.volumes?.some((volume) => volume.persistentVolumeClaim !== undefined) === true;
}

export function podName({ metadata }: V1Pod): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}

function hasEnded(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
