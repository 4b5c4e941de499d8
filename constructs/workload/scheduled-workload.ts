import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import type { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { refuseIfAny } from '../../core/findings';
import type { NamespaceReference } from '../namespace';
import { claimAddress } from '../terraform';
import { checkAdmission } from './check-admission';
import { checkScheduledWorkload } from './check-scheduled-workload';
import { after, metadataOf, type WorkloadContext } from './resources/context';
import { filesOf } from './resources/files';
import { networkPoliciesOf } from './resources/network-policies';
import { podTemplate } from './resources/pod';
import { exemptionReasons } from './resources/reasons';
import {
  asWorkload,
  CONCURRENCY_POLICIES,
  resolveSchedule,
  type Schedule,
  type ScheduledWorkloadSpec,
} from './scheduled-spec';
import { connected } from './workload';
import { resolve, type ResolvedWorkload } from './workload-spec';

/** The options of a scheduled workload and the namespace that it runs in. */
export interface ScheduledWorkloadProps extends Omit<ScheduledWorkloadSpec, 'name'> {
  /** Where it runs: a `Namespace`, or `Namespace.existing(name)`. */
  readonly namespace: NamespaceReference;
  /** Names everything that belongs to it. @default the construct's id */
  readonly name?: string;
}

/**
 * One container image that runs on a schedule, until its command ends. Its pods have the restrictions of a `Workload`, and
 * connect only to what `connectsTo` and `egress` name; nothing connects to them.
 *
 * @example
 * new ScheduledWorkload(this, 'nightly', {
 *   namespace: Namespace.existing('shop-prod'),
 *   image: pinnedImage('registry.example.com/shop/api', `sha256:${'b'.repeat(64)}`),
 *   command: ['node', 'report.js'],
 *   schedule: '0 3 * * *',
 *   timeZone: 'Europe/Berlin',
 *   cpu: Cpu.millis(100),
 *   memory: Size.mebibytes(128),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class ScheduledWorkload extends Construct {
  /** The name of its cron job. */
  readonly name: string;
  /** The cron job. */
  readonly resource: TerraformResource;

  /** @throws InvalidInput that lists every problem of the props. */
  constructor(scope: Construct, id: string, props: ScheduledWorkloadProps) {
    super(scope, id);
    const { namespace, ...rest } = props;
    const spec: ScheduledWorkloadSpec = { ...rest, name: props.name ?? id };
    refuseIfAny(checkScheduledWorkload(spec, this.node.path));
    const workload = resolve(asWorkload(spec));
    refuseIfAny(checkAdmission(workload, namespace, this.node.path));
    const context: WorkloadContext = { scope: this, workload, namespace };
    this.name = workload.name;
    this.resource = cronJobOf(context, resolveSchedule(spec), [
      ...(namespace.isolation ?? []),
      filesOf(context),
      ...networkPoliciesOf(context),
      ...connected(workload.connectsTo),
    ]);
  }
}

function cronJobOf(
  context: WorkloadContext,
  { schedule, timeZone, concurrency, history, deadline, retries }: Schedule,
  needs: readonly (TerraformResource | undefined)[],
): CronJobV1 {
  const { workload, namespace } = context;
  return claimAddress(
    new CronJobV1(context.scope, 'Resource', {
      metadata: metadataOf(context, workload.name, exemptionReasons(workload)),
      spec: {
        schedule,
        timezone: timeZone,
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
