import type { TerraformResource } from '../cdktf';
import { Construct } from 'constructs';
import { refuseIfAny } from '../../core/findings';
import type { NamespaceReference } from '../namespace';
import { checkProps } from '../shape';
import { admitted } from './admitted';
import { checkScheduledWorkload } from './check-scheduled-workload';
import { cronJobOf } from './resources/cron-job';
import { asWorkload, resolveSchedule, type ScheduledWorkloadSpec } from './scheduled-spec';

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
    refuseIfAny(checkProps(props, this.node.path));
    const { namespace, ...rest } = props;
    const spec: ScheduledWorkloadSpec = { ...rest, name: props.name ?? id };
    const context = admitted(this, namespace, asWorkload(spec), checkScheduledWorkload(spec, this.node.path));
    this.name = context.workload.name;
    this.resource = cronJobOf(context, { ...resolveSchedule(spec), suspend: false });
  }
}
