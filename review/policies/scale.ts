import { at, type Json, numberOf, only, within } from '../../core/json';
import type { Kind } from '../../core/kubernetes';
import { groupBy } from '../group-by';
import type { Block } from '../synth';
import { isBeside, kindOf } from '../workloads';

/** How many pods a workload may have. */
export interface Scale {
  readonly least: number;
  readonly most: number;
}

/** Where each kind of workload sets its number of pods. A DaemonSet has one on every node. */
const REPLICAS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Deployment: ['spec', 'replicas'],
  StatefulSet: ['spec', 'replicas'],
  ReplicationController: ['spec', 'replicas'],
  Job: ['spec', 'parallelism'],
  CronJob: ['spec', 'job_template', 'spec', 'parallelism'],
};

/** Autoscalers, by the name of what they scale: thousands of workloads have one each. */
export type Scalers = ReadonlyMap<Json | undefined, readonly Block[]>;

/** The autoscalers among the resources. */
export function scalersIn(blocks: readonly Block[]): Scalers {
  return groupBy(
    blocks.filter((block) => kindOf(block) === 'HorizontalPodAutoscaler'),
    (scaler) => at(targetOf(scaler), 'name'),
  );
}

/** Undefined if the number is not known here: one pod per node, or a value that only Terraform knows. */
export function scaleOf(workload: Block, scalers: Scalers): Scale | undefined {
  const scaler = scalers.get(nameOf(workload))?.find((each) => scales(each, workload));
  const [least, most] =
    scaler === undefined
      ? [ownReplicas(workload), ownReplicas(workload)]
      : ['min_replicas', 'max_replicas'].map((name) => number(within(scaler.arguments, ['spec', name])));
  return least === undefined || most === undefined ? undefined : { least, most };
}

function ownReplicas(workload: Block): number | undefined {
  const kind = kindOf(workload);
  const path = kind === undefined ? undefined : REPLICAS[kind];
  return path === undefined ? undefined : number(within(workload.arguments, path));
}

/** Kubernetes' default is one. */
function number(value: Json | undefined): number | undefined {
  const met = numberOf(value ?? 1);
  return Number.isFinite(met) ? met : undefined;
}

function scales(scaler: Block, workload: Block): boolean {
  const target = targetOf(scaler);
  const kind = at(target, 'kind') ?? 'Deployment';
  return kind === kindOf(workload) && at(target, 'name') === nameOf(workload) && isBeside(scaler, workload);
}

function targetOf(scaler: Block): Json | undefined {
  return only(within(scaler.arguments, ['spec', 'scale_target_ref']));
}

function nameOf(block: Block): Json | undefined {
  return within(block.arguments, ['metadata', 'name']);
}
