import { type LiveWorkload, podCounts } from '../cluster';
import { crashedContainers } from './causes/crashed-containers';
import { evictedPods } from './causes/evicted-pods';
import { failingProbes } from './causes/failing-probes';
import { lostNodes } from './causes/lost-nodes';
import { misconfiguredContainers } from './causes/misconfigured-containers';
import { refusedPods } from './causes/refused-pods';
import { unboundClaims } from './causes/unbound-claims';
import { unpulledImages } from './causes/unpulled-images';
import { unschedulablePods } from './causes/unschedulable-pods';
import { unstartedPods } from './causes/unstarted-pods';
import type { Cause, Evidence } from './evidence';

/** By weight: what keeps pods from existing comes before what keeps them from being ready. */
const KINDS: readonly ((evidence: Evidence) => readonly Cause[])[] = [
  refusedPods,
  unpulledImages,
  misconfiguredContainers,
  failingProbes,
  crashedContainers,
  unboundClaims,
  unschedulablePods,
  unstartedPods,
  lostNodes,
  evictedPods,
];

/** Why a workload does not come up, most serious cause first. */
export function causesIn(evidence: Evidence): readonly Cause[] {
  if (isWell(evidence)) return [];
  const found = KINDS.flatMap((kind) => kind(evidence));
  return found.length > 0 ? found : unexplained(evidence);
}

/** Whatever happened to its pods before, all of them are ready now. */
function isWell({ workload }: Evidence): boolean {
  // A run of a job is asked about because it failed, or does not start.
  if (workload.kind === 'Job') return false;
  const { desired, updated, available } = podCounts(workload);
  return isObserved(workload) && updated >= desired && available >= desired;
}

/** Whether the numbers are those of the newest template. */
function isObserved({ object: { metadata, status } }: LiveWorkload): boolean {
  return (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0);
}

/** If nothing explains the failure, at least what is known. */
function unexplained({ workload, name }: Evidence): readonly Cause[] {
  if (workload.kind === 'Job') return [];
  const { desired, updated, available } = podCounts(workload);
  if (!isObserved(workload))
    return [
      {
        what: `the cluster has not noticed the newest ${name} yet`,
        advice: 'Wait a moment; if it lasts, check the controller manager of the cluster.',
      },
    ];
  return [
    {
      what: `${updated} of ${desired} pods are new and ${available} available, and nothing explains why there are no more`,
      advice:
        'It may still be on its way: look again, or raise `rolloutDeadline` of a service that is slow to start.',
    },
  ];
}
