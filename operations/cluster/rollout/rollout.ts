/** The live state of a workload: what its pods actually run, and whether that is what was asked for. */
export interface Rollout {
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet';
  /** The digest in the newest template; undefined if the image is referenced by tag. */
  readonly digest: string | undefined;
  /** Whether the controller has seen the newest template: until then the numbers belong to an older one. */
  readonly observed: boolean;
  readonly desired: number;
  /** The number of pods, including those of older templates. */
  readonly total: number;
  /** The number of pods of the newest template. */
  readonly updated: number;
  readonly available: number;
  /** The pods that exist and are not being deleted, sorted by name. */
  readonly pods: readonly RunningPod[];
  /** The digests that its pods run, sorted. During a rollout there is more than one. */
  readonly digests: readonly string[];
  /**
   * Since when at least the required number of pods (all, or the autoscaler's `min`) has been ready without interruption, as an
   * ISO time; undefined while there are fewer. A pod that was ready, failed and recovered counts from its recovery.
   */
  readonly availableSince: string | undefined;
  /** The controller's message, if it has given up waiting (`ProgressDeadlineExceeded`). */
  readonly stalled: string | undefined;
}

export interface RunningPod {
  readonly name: string;
  readonly node: string | undefined;
  /** The digest that the pod was told to run and has started; undefined if its container has never started. */
  readonly digest: string | undefined;
  /**
   * The digest that the node's runtime reports. It may be a different digest of the same content: a runtime that knows one
   * image by several digests reports the first.
   */
  readonly imageId: string | undefined;
  /** Since when the pod is ready, as an ISO time; undefined while it is not. */
  readonly readySince: string | undefined;
  readonly restarts: number;
}

/** Whether exactly this digest runs, with all replicas, and is available. */
export function runsDigest(rollout: Rollout, digest: string): boolean {
  const { observed, desired, total, updated, available, digests } = rollout;
  return (
    observed &&
    rollout.digest === digest &&
    desired > 0 &&
    updated >= desired &&
    total === updated &&
    available >= desired &&
    digests.length === 1 &&
    digests[0] === digest
  );
}
