import { exemptionsOf } from '../exemptions';
import type { ResolvedWorkload } from '../workload-spec';

type Annotations = Readonly<Record<string, string>>;

/**
 * Why a workload does without a readiness probe, and why it may do more than the default. Beside the pods rather than on them: a
 * reason that is worded better must not restart them.
 */
export function reasonsOf(workload: ResolvedWorkload): Annotations | undefined {
  const { ready } = workload;
  const probe = ready.kind === 'none' ? { 'slipway/no-readiness-probe': ready.reason } : undefined;
  const exempt = exemptionReasons(workload);
  return probe === undefined ? exempt : { ...probe, ...exempt };
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
