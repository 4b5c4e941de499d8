/** The live state of a workload: what its pods really run, and whether that is what was asked for. */
export interface Rollout {
  readonly kind: 'Deployment' | 'StatefulSet';
  /** The digest that the newest template asks for; undefined where its image is named by a tag. */
  readonly digest: string | undefined;
  /** Whether the controller has seen the newest template: until then the numbers are of an older one. */
  readonly observed: boolean;
  readonly desired: number;
  /** How many pods there are, those of an older template included. */
  readonly total: number;
  /** How many of them have the newest template. */
  readonly updated: number;
  readonly available: number;
  /** The pods that are there and not on their way out, sorted by name. */
  readonly pods: readonly RunningPod[];
  /** The digests that its pods run, sorted: more than one in the middle of a rollout. */
  readonly digests: readonly string[];
  /**
   * Since when as many pods as it needs at least (all, or the autoscaler's `min`) have been ready without a break, as an
   * ISO time; undefined while fewer are. A pod that was ready, failed and recovered counts from its recovery.
   */
  readonly availableSince: string | undefined;
  /** What the controller says when it has given up waiting (`ProgressDeadlineExceeded`). */
  readonly stalled: string | undefined;
}

export interface RunningPod {
  readonly name: string;
  readonly node: string | undefined;
  /** The digest that it was told to run and has started; undefined while its container has never started. */
  readonly digest: string | undefined;
  /**
   * The digest that the node's runtime names. It may be another of the same content: a runtime that knows one image by
   * several digests names the first.
   */
  readonly imageId: string | undefined;
  /** Since when it is ready, as an ISO time; undefined while it is not. */
  readonly readySince: string | undefined;
  readonly restarts: number;
}

/** Whether exactly this digest runs, everywhere and as often as asked for, and can be used. */
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
