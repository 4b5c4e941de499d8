import { z } from '../../core/zod';
import type { Finding } from '../../core/findings';
import { isTimeZone } from '../../core/text';
import { findingsOf, optionShapes } from '../shape';
import { demand, quoted, wholeWithin } from './check';
import { checkWorkload } from './check-workload';
import { faultOfSchedule } from './schedule';
import {
  asWorkload,
  NOT_SCHEDULED,
  type OnDemandWorkloadSpec,
  resolveRun,
  resolveSchedule,
  RUN_OPTIONS,
  SCHEDULE_OPTIONS,
  type RunSpec,
  type ScheduledWorkloadSpec,
  type ScheduleSpec,
} from './scheduled-spec';
import { WORKLOAD_OPTIONS, type WorkloadSpec } from './workload-spec';

/** What Kubernetes keeps of runs; more would only fill the cluster's database. */
const LONGEST_HISTORY = 100;

const podShapes = Object.fromEntries(
  Object.entries(optionShapes(WORKLOAD_OPTIONS)).filter(
    // That one is refused below, with its reason.
    ([name]) => name === 'sidecars' || !NOT_SCHEDULED.some((not) => not === name),
  ),
);

/** For callers without types. */
const SCHEDULED = z.strictObject({ ...podShapes, ...optionShapes(SCHEDULE_OPTIONS) });
const ON_DEMAND = z.strictObject({ ...podShapes, ...optionShapes(RUN_OPTIONS) });

/**
 * Everything that is wrong with a scheduled workload, before any construct exists.
 *
 * @param path Where it stands: the findings' paths begin with it.
 */
export function checkScheduledWorkload(spec: ScheduledWorkloadSpec, path: string): readonly Finding[] {
  const wrong = findingsOf(SCHEDULED, spec, path);
  // What has the wrong type cannot be judged.
  return wrong.length > 0 ? wrong : [...checkSchedule(spec, path), ...endingPods(asWorkload(spec), path)];
}

/**
 * Everything that is wrong with a workload that runs when it is asked to, before any construct exists.
 *
 * @param path Where it stands: the findings' paths begin with it.
 */
export function checkOnDemandWorkload(spec: OnDemandWorkloadSpec, path: string): readonly Finding[] {
  const wrong = findingsOf(ON_DEMAND, spec, path);
  return wrong.length > 0 ? wrong : [...checkRun(spec, path), ...endingPods(asWorkload(spec), path)];
}

/** Its pods. A sidecar is refused for callers without types. The provider's schema knows no init container that keeps running, which is what would end with the rest. */
function endingPods(pods: WorkloadSpec, path: string): readonly Finding[] {
  return [
    ...demand(pods.sidecars === undefined, {
      rule: 'workload/container',
      path: `${path}.sidecars`,
      message: 'must be left out: a run ends when all its containers have, and a sidecar never does',
      value: 'given',
      advice: 'Let the command do it, or an init container before it.',
    }),
    ...checkWorkload(pods, path),
  ];
}

/** Everything that is wrong with a schedule. */
export function checkSchedule(spec: ScheduleSpec, path: string): readonly Finding[] {
  const { schedule, timeZone } = resolveSchedule(spec);
  const fault = faultOfSchedule(schedule);
  return [
    ...demand(fault === undefined, {
      rule: 'schedule/syntax',
      path: `${path}.schedule`,
      message: 'must be a schedule that Kubernetes accepts',
      value: `${quoted(schedule)}: ${fault ?? ''}`,
      advice: 'Write minute, hour, day of the month, month, day of the week (0 is Sunday): 0 3 * * mon-fri.',
    }),
    ...demand(isTimeZone(timeZone), {
      rule: 'schedule/time-zone',
      path: `${path}.timeZone`,
      message: 'must be a time zone of the IANA database',
      value: quoted(timeZone),
      advice: 'Name it by region and city, such as Europe/Berlin, or leave it out for UTC.',
    }),
    ...checkRun(spec, path),
  ];
}

/** Everything that is wrong with how something runs and ends. */
export function checkRun(spec: RunSpec, path: string): readonly Finding[] {
  const { history, deadline, retries } = resolveRun(spec);
  return [
    ...Object.entries(history).flatMap(([which, count]) =>
      demand(wholeWithin(count, 0, LONGEST_HISTORY), {
        rule: 'schedule/history',
        path: `${path}.history.${which}`,
        message: `must be a whole number, 0–${LONGEST_HISTORY}`,
        value: quoted(count),
        advice: 'Keep a few: each keeps its pods and their logs.',
      }),
    ),
    ...demand(deadline === undefined || wholeWithin(deadline.toSeconds(), 1), {
      rule: 'schedule/deadline',
      path: `${path}.deadline`,
      message: 'must be whole seconds, at least 1',
      value: quoted(deadline),
      advice: 'Give the longest that a healthy run takes, or leave it out.',
    }),
    ...demand(wholeWithin(retries, 0, LONGEST_HISTORY), {
      rule: 'schedule/retries',
      path: `${path}.retries`,
      message: `must be a whole number, 0–${LONGEST_HISTORY}`,
      value: quoted(retries),
      advice: 'Leave it out for a command that must not run twice.',
    }),
  ];
}
