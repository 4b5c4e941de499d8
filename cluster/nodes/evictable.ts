import type { V1Pod } from '../client/api-objects';

const MIRROR = 'kubernetes.io/config.mirror';

/**
 * Whether a drain moves the pod. Those of daemon sets and of the node itself (mirror pods) belong to the node, and those that
 * have ended hold nothing.
 */
export function mustLeave({ metadata, status }: V1Pod): boolean {
  return !(
    metadata?.ownerReferences?.some(({ kind, controller }) => kind === 'DaemonSet' && controller === true) ===
      true ||
    metadata?.annotations?.[MIRROR] !== undefined ||
    status?.phase === 'Succeeded' ||
    status?.phase === 'Failed'
  );
}

/** Whether nothing makes the pod anew elsewhere: evicted, it is gone for good. */
export function isAlone({ metadata }: V1Pod): boolean {
  return metadata?.ownerReferences?.some(({ controller }) => controller === true) !== true;
}

export function podName({ metadata }: V1Pod): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}
