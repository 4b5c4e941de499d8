import { z } from '../../core/zod';
import { defaulted, duration, optional, required, type Resolved, type Spec, withDefaults } from '../shape';
import { noProbe } from './probe';
import * as is from './shapes';
import type { WorkloadSpec } from './workload-spec';

/** What happens when a run is due while the one before still goes on. */
export type Concurrency = 'forbid' | 'allow' | 'replace';

/** The words of Kubernetes for them. */
export const CONCURRENCY_POLICIES: Readonly<Record<Concurrency, string>> = {
  forbid: 'Forbid',
  allow: 'Allow',
  replace: 'Replace',
};

const concurrency: z.ZodType<Concurrency> = z.enum(['forbid', 'allow', 'replace'], {
  error: "must be 'forbid', 'allow' or 'replace'",
});

/** The options of anything that runs and ends, beside those of its pods. */
export const RUN_OPTIONS = {
  /** How many runs are kept, with their pods and logs. @default 3 that succeeded and 3 that failed */
  history: defaulted(z.strictObject({ succeeded: z.number(), failed: z.number() }).readonly(), {
    succeeded: 3,
    failed: 3,
  }),
  /** How long a run may take, with all attempts, before it is ended and counts as failed. @default as long as it likes */
  deadline: optional(duration),
  /** How often a run that failed is tried again. Its command must bear to run twice. @default 0 */
  retries: defaulted(is.number, 0),
};

/** The options of a run, as plain values. */
export type RunSpec = Spec<typeof RUN_OPTIONS>;

/** A run with its defaults. */
export type Run = Resolved<typeof RUN_OPTIONS, RunSpec>;

/** When and how often something runs: the options that a scheduled workload has beside those of its pods. */
export const SCHEDULE_OPTIONS = {
  /**
   * When it runs: minute, hour, day of the month, month, day of the week (`0 3 * * mon-fri`), or `@hourly`, `@daily`, `@weekly`,
   * `@monthly`, `@yearly`.
   */
  schedule: required(is.text),
  /** The time zone of the schedule, such as `Europe/Berlin`. @default 'Etc/UTC' */
  timeZone: defaulted(is.text, 'Etc/UTC'),
  /**
   * What happens when a run is due while the one before still goes on: `forbid` leaves it out, `allow` starts it beside, `replace`
   * ends the older one. With `forbid` a run that hangs keeps all later ones from starting: give a `deadline`.
   * @default 'forbid'
   */
  concurrency: defaulted(concurrency, 'forbid'),
  ...RUN_OPTIONS,
};

/** The schedule of a workload, as plain values. */
export type ScheduleSpec = Spec<typeof SCHEDULE_OPTIONS>;

/** The schedule with its defaults. */
export type Schedule = Resolved<typeof SCHEDULE_OPTIONS, ScheduleSpec>;

/** Options of a workload that something which runs and ends has not: nobody connects to it, and it stores nothing itself. */
export const NOT_SCHEDULED = [
  'kind',
  'hostNetwork',
  'hostPid',
  'replicas',
  'single',
  'ports',
  'ready',
  'live',
  'startup',
  'preStop',
  'rolloutDeadline',
  'rollout',
  'minReady',
  'historyLimit',
  'disruptionBudget',
  'topologySpread',
  'volumes',
  'storageClass',
  'protect',
  'ingress',
  'exposed',
  'allowFrom',
  'metrics',
  'ipFamilies',
  'sessionAffinity',
  'sidecars',
] as const satisfies readonly (keyof WorkloadSpec)[];

/** The pods of something that runs and ends. */
type EndingPods = Omit<WorkloadSpec, (typeof NOT_SCHEDULED)[number]>;

/** A scheduled workload as plain values: what `checkScheduledWorkload` judges, and what `ScheduledWorkload` makes. */
export interface ScheduledWorkloadSpec extends EndingPods, ScheduleSpec {}

/** A workload that runs when it is asked to, as plain values: what `checkOnDemandWorkload` judges, and `OnDemandWorkload` makes. */
export interface OnDemandWorkloadSpec extends EndingPods, RunSpec {}

/** The schedule of a spec, with the defaults put in. */
export function resolveSchedule(spec: ScheduleSpec): Schedule {
  return withDefaults(SCHEDULE_OPTIONS, spec);
}

/** What is said of runs, with the defaults put in. */
export function resolveRun(spec: RunSpec): Run {
  return withDefaults(RUN_OPTIONS, spec);
}

/** Its pods as those of a workload that may run once at a time, and that nobody waits for. */
export function asWorkload(spec: ScheduledWorkloadSpec | OnDemandWorkloadSpec): WorkloadSpec {
  const schedule = Object.keys(SCHEDULE_OPTIONS);
  const pods = Object.fromEntries(Object.entries(spec).filter(([name]) => !schedule.includes(name)));
  return {
    ...(pods as unknown as EndingPods),
    single: true,
    ready: noProbe('it runs and ends'),
  };
}
