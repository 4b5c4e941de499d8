import type { Probe } from './probe';

/** The probes of a container, as their purpose names them. */
export type ProbePurpose = 'ready' | 'live' | 'startup';

/** How a probe runs where its options leave it open. A startup probe asks often, and waits long. */
export const PROBE_DEFAULTS = {
  ready: { periodSeconds: 10, failures: 3 },
  live: { periodSeconds: 10, failures: 3 },
  startup: { periodSeconds: 5, failures: 30 },
} as const satisfies Record<ProbePurpose, { readonly periodSeconds: number; readonly failures: number }>;

/** How a probe runs, in Kubernetes' own terms. */
export function timingOf(purpose: ProbePurpose, probe: Probe) {
  const defaults = PROBE_DEFAULTS[purpose];
  return {
    initialDelaySeconds: probe.delay?.toSeconds() ?? 0,
    periodSeconds: probe.period?.toSeconds() ?? defaults.periodSeconds,
    timeoutSeconds: probe.timeout?.toSeconds() ?? 1,
    failureThreshold: probe.failures ?? defaults.failures,
  };
}

/** How long a container may take until its startup probe has failed, in seconds. */
export function startupBudget(probe: Probe): number {
  const { initialDelaySeconds, periodSeconds, failureThreshold } = timingOf('startup', probe);
  return initialDelaySeconds + periodSeconds * failureThreshold;
}
