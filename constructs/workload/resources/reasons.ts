import { exemptionsOf } from '../exemptions';
import { isAutoscaled, isFixed } from '../replicas';
import type { ResolvedWorkload } from '../workload-spec';

type Annotations = Readonly<Record<string, string>>;

/**
 * Why a workload does without a readiness probe, who else decides its number of pods, and why it may do more than the default. Beside the pods rather than on them: a
 * reason that is worded better must not restart them.
 */
export function reasonsOf(workload: ResolvedWorkload): Annotations {
  const { ready, replicas, notSecrets } = workload;
  return {
    ...(ready.kind === 'none' ? { 'slipway/no-readiness-probe': ready.reason } : {}),
    ...(isFixed(replicas) || isAutoscaled(replicas)
      ? {}
      : { 'slipway/replicas-managed-elsewhere': replicas.reason }),
    ...(notSecrets.length === 0
      ? {}
      : { 'slipway/not-secret': [...new Set(notSecrets.map(({ reason }) => reason))].join('; ') }),
    ...exemptionReasons(workload),
  };
}

/** Why a workload may do more than the default: an annotation for each kind of exemption, or none. */
export function exemptionReasons(workload: ResolvedWorkload): Annotations | undefined {
  const exemptions = exemptionsOf(workload);
  if (exemptions.length === 0) return undefined;
  const kinds = [...new Set(exemptions.map(({ kind }) => kind))];
  return Object.fromEntries(
    kinds.map((kind) => {
      const reasons = exemptions.filter((exemption) => exemption.kind === kind).map(({ reason }) => reason);
      return [`slipway/${kind}`, [...new Set(reasons)].join('; ')];
    }),
  );
}
