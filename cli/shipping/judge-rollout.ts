import type { Duration } from '../../constructs/quantities';
import { type Rollout, runsDigest } from '../../operations/cluster';
import { short } from './texts';

/** What a look at the cluster says of a digest that is to run there. */
export type Judgement =
  | { readonly runs: true; readonly seen: string }
  /** `final`: to wait does not help. */
  | { readonly runs: false; readonly why: string; readonly final: boolean };

/**
 * Whether a workload runs a digest, and has been available for long enough.
 * @param rollout what the cluster has; undefined where it has no such workload
 */
export function judgeRollout(
  rollout: Rollout | undefined,
  digest: string,
  { now, stableFor }: { readonly now: Date; readonly stableFor: Duration },
): Judgement {
  if (rollout === undefined) return not('the cluster has no such workload: deploy it', false);
  const { desired, updated, available, availableSince, digests, stalled, observed } = rollout;
  if (rollout.digest !== digest) {
    return not(
      `the cluster was told to run ${rollout.digest ? short(rollout.digest) : 'a tag'}: deploy it`,
      false,
    );
  }
  if (stalled !== undefined) return not(`its rollout has stalled: ${stalled}`, true);
  if (!observed) return not('the cluster has not begun with it yet', false);
  if (!runsDigest(rollout, digest)) {
    const others = digests.filter((other) => other !== digest).map(short);
    const mixed = others.length > 0 ? `, and pods still run ${others.join(', ')}` : '';
    return not(`${updated} of ${desired} pods have it, ${available} are available${mixed}`, false);
  }
  if (availableSince === undefined) return not(`${available} of ${desired} pods are ready`, false);
  const seconds = Math.floor((+now - Date.parse(availableSince)) / 1000);
  if (seconds < stableFor.toSeconds()) {
    return not(`it has been available for ${seconds} s, and has to be for ${stableFor.toSeconds()} s`, false);
  }
  return { runs: true, seen: `${available} of ${desired} pods run it, available since ${availableSince}` };
}

function not(why: string, final: boolean): Judgement {
  return { runs: false, why, final };
}
