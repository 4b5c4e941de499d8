import type { Duration } from '../../constructs/quantities';
import { type Rollout, runsDigest } from '../../operations/cluster';
import { shortDigest } from '../../core/text';

/** Whether a workload runs the digest that is selected. */
export type RolloutJudgement =
  | { readonly runs: true; readonly evidence: string }
  /** `final`: waiting does not help. */
  | { readonly runs: false; readonly why: string; readonly final: boolean };

/**
 * Judges whether a workload runs a digest, and has been available for long enough.
 * @param rollout what the cluster has; undefined where it has no such workload
 */
export function judgeRollout(
  rollout: Rollout | undefined,
  digest: string,
  { now, stableFor }: { readonly now: Date; readonly stableFor: Duration },
): RolloutJudgement {
  if (rollout === undefined) return pending('the cluster has no such workload: deploy it');
  const { desired, updated, available, availableSince, digests, stalled, observed } = rollout;
  if (rollout.digest !== digest) {
    const declared = rollout.digest ? shortDigest(rollout.digest) : 'a tag';
    return pending(`the workload in the cluster declares ${declared}: deploy it`);
  }
  if (stalled !== undefined) return { runs: false, why: `its rollout has stalled: ${stalled}`, final: true };
  if (!observed) return pending('the cluster has not started the rollout yet');
  if (!runsDigest(rollout, digest)) {
    const others = digests.filter((other) => other !== digest).map(shortDigest);
    const mixed = others.length > 0 ? `, and pods still run ${others.join(', ')}` : '';
    return pending(`${updated} of ${desired} pods have it, ${available} are available${mixed}`);
  }
  if (availableSince === undefined) return pending(`${available} of ${desired} pods are ready`);
  const seconds = Math.floor((+now - Date.parse(availableSince)) / 1000);
  if (seconds < stableFor.toSeconds()) {
    return pending(`it has been available for ${seconds} s, and must be for ${stableFor.toSeconds()} s`);
  }
  return {
    runs: true,
    evidence: `${available} of ${desired} pods run it, available since ${availableSince}`,
  };
}

function pending(why: string): RolloutJudgement {
  return { runs: false, why, final: false };
}
