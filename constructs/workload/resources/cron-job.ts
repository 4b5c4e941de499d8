import { kubernetes, type CronJobV1 } from '../../providers/kubernetes';
import { claimAddress } from '../../terraform';
import { CONCURRENCY_POLICIES, type Schedule } from '../scheduled-spec';
import type { ResolvedWorkload } from '../workload-spec';
import { targetsOf } from '../target';
import { after, connected, metadataOf, type WorkloadContext } from './context';
import { filesOf } from './files';
import { networkPoliciesOf } from './network-policies';
import { podTemplate } from './pod';
import { exemptionReasons } from './reasons';
import { serviceAccountOf } from './service-account';

/** When runs begin by themselves, and how they end. */
export interface Timing extends Schedule {
  /** Whether none begins by itself. */
  readonly suspend: boolean;
}

/** The cron job, with what its pods need: runs begin once what they connect to is rolled out. */
export function cronJobOf(
  context: WorkloadContext,
  { schedule, timeZone, concurrency, history, deadline, retries, suspend }: Timing,
): CronJobV1 {
  const { workload, namespace } = context;
  const needs = [
    ...(namespace.isolation ?? []),
    ...(serviceAccountOf(context)?.resources ?? []),
    filesOf(context),
    ...networkPoliciesOf(context),
    ...connected(targetsOf(workload)),
  ];
  return claimAddress(
    new kubernetes.CronJobV1(context.scope, 'Resource', {
      metadata: metadataOf(context, workload.name, exemptionReasons(workload)),
      spec: {
        schedule,
        timezone: timeZone,
        ...(suspend ? { suspend } : {}),
        concurrencyPolicy: CONCURRENCY_POLICIES[concurrency],
        successfulJobsHistoryLimit: history.succeeded,
        failedJobsHistoryLimit: history.failed,
        jobTemplate: {
          metadata: { labels: metadataOf(context).labels, annotations: metadataOf(context).annotations },
          spec: {
            backoffLimit: retries,
            ...(deadline === undefined ? {} : { activeDeadlineSeconds: deadline.toSeconds() }),
            template: runToTheEnd(workload, namespace.name),
          },
        },
      },
      ...after(context, ...needs),
    }),
    workload.name,
  );
}

/** A pod that is not started again: each attempt is a pod of its own, whose log stays until the history drops it. */
function runToTheEnd(workload: ResolvedWorkload, namespace: string) {
  const { metadata, spec } = podTemplate(workload, namespace);
  return { metadata, spec: { ...spec, restartPolicy: 'Never' } };
}
