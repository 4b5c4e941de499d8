import type { TerraformResource } from '../cdktf';
import { Construct } from 'constructs';
import { refuseIfAny } from '../../core/findings';
import type { NamespaceReference } from '../namespace';
import { checkProps } from '../shape';
import { admitted } from './admitted';
import { checkOnDemandWorkload } from './check-scheduled-workload';
import { cronJobOf } from './resources/cron-job';
import { asWorkload, type OnDemandWorkloadSpec, resolveRun, resolveSchedule } from './scheduled-spec';

/** The options of a workload that runs on demand, and the namespace that it runs in. */
export interface OnDemandWorkloadProps extends Omit<OnDemandWorkloadSpec, 'name'> {
  /** Where it runs: a `Namespace`, or `Namespace.existing(name)`. */
  readonly namespace: NamespaceReference;
  /** Names everything that belongs to it. @default the construct's id */
  readonly name?: string;
}

/** 31 February: besides being suspended, it would never be due. */
const NEVER = '0 0 31 2 *';

/**
 * One container image that runs when it is asked to, until its command ends: a suspended cron job, from which
 * `kubectl create job --from=cronjob/migrate migrate-1` makes a run. Terraform never starts one. Its pods have the restrictions of
 * a `Workload`, and connect only to what `connectsTo` and `egress` name; nothing connects to them.
 *
 * @example
 * new OnDemandWorkload(this, 'migrate', {
 *   namespace: Namespace.existing('shop-prod'),
 *   image: pinnedImage('registry.example.com/shop/api', `sha256:${'b'.repeat(64)}`),
 *   command: ['node', 'migrate.js'],
 *   cpu: Cpu.millis(100),
 *   memory: Size.mebibytes(128),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-suspension
 */
export class OnDemandWorkload extends Construct {
  /** The name of its cron job. */
  readonly name: string;
  /** The suspended cron job. */
  readonly resource: TerraformResource;

  /** @throws InvalidInput that lists every problem of the props. */
  constructor(scope: Construct, id: string, props: OnDemandWorkloadProps) {
    super(scope, id);
    refuseIfAny(checkProps(props, this.node.path));
    const { namespace, ...rest } = props;
    const spec: OnDemandWorkloadSpec = { ...rest, name: props.name ?? id };
    const context = admitted(this, namespace, asWorkload(spec), checkOnDemandWorkload(spec, this.node.path));
    this.name = context.workload.name;
    this.resource = cronJobOf(context, {
      ...resolveSchedule({ schedule: NEVER }),
      ...resolveRun(spec),
      suspend: true,
    });
  }
}
