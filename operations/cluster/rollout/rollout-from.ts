import type { V1Pod, V1PodSpec } from '../client/api-objects';
import {
  digestOf,
  isLive,
  type LiveState,
  type LiveWorkload,
  ownContainer,
  podCounts,
  podSpecOf,
} from './live-workload';
import type { Rollout, RunningPod } from './rollout';

/**
 * @param least how many pods are enough, if an autoscaler sets their number. @default all
 * @param container the container whose image is looked at. @default the workload's own
 */
export function rolloutFrom(
  { workload, pods }: LiveState,
  least?: number,
  container = workload.object.metadata?.name ?? '',
): Rollout {
  const { kind, object } = workload;
  const { metadata, status } = object;
  const counts = podCounts(workload);
  const { desired } = counts;
  const digest = digestOf(ownContainer(container, allContainers(podSpecOf(workload)))?.image);
  const running = pods
    .filter(isLive)
    .map((pod) => runningPod(container, pod))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    kind,
    digest,
    observed: (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0),
    ...counts,
    pods: running,
    digests: [...new Set(running.flatMap((pod) => pod.digest ?? []))].sort(),
    availableSince: sinceEnough(
      running.filter((pod) => pod.digest === digest),
      Math.min(least ?? desired, desired),
    ),
    stalled: stalledBecause(workload),
  };
}

/** The workload's own first, which stands for one that is not there. */
function allContainers(spec: V1PodSpec | undefined) {
  return [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
}

function runningPod(which: string, { metadata, spec, status }: V1Pod): RunningPod {
  const statuses = [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
  const container = ownContainer(which, statuses);
  const started = (container?.imageID ?? '') !== '';
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return {
    name: metadata?.name ?? '',
    node: spec?.nodeName,
    digest: started ? digestOf(ownContainer(which, allContainers(spec))?.image) : undefined,
    imageId: digestOf(container?.imageID),
    readySince:
      ready?.status === 'True' && ready.lastTransitionTime !== undefined
        ? new Date(ready.lastTransitionTime).toISOString()
        : undefined,
    restarts: container?.restartCount ?? 0,
  };
}

/** Since when enough pods have been ready: the time of the one that completed the number. */
function sinceEnough(pods: readonly RunningPod[], enough: number): string | undefined {
  const since = pods.flatMap(({ readySince }) => readySince ?? []).sort();
  return enough === 0 ? undefined : since[enough - 1];
}

/** Only deployments have a deadline. */
function stalledBecause(workload: LiveWorkload): string | undefined {
  if (workload.kind !== 'Deployment') return undefined;
  const progressing = workload.object.status?.conditions?.find(({ type }) => type === 'Progressing');
  return progressing?.reason === 'ProgressDeadlineExceeded' ? progressing.message : undefined;
}
