import { at, type Block, type Json, only, textOf } from '../synth';
import { type Kind, kindOf } from './kinds';

/** How many pods a workload may have. */
export interface Scale {
  readonly least: number;
  readonly most: number;
}

/** Where each kind of workload says how many pods it has. A DaemonSet has one on every node. */
const REPLICAS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Deployment: ['spec', 'replicas'],
  StatefulSet: ['spec', 'replicas'],
  ReplicationController: ['spec', 'replicas'],
  Job: ['spec', 'parallelism'],
  CronJob: ['spec', 'job_template', 'spec', 'parallelism'],
};

/** What stands at a path, through blocks that may be written as lists of one. */
export function inside(block: Block, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => at(only(inner), key), block.arguments);
}

/** Undefined where it is not known here: one pod a node, or a number that only Terraform knows. */
export function scaleOf(workload: Block, blocks: readonly Block[]): Scale | undefined {
  const scaler = blocks.find((block) => scales(block, workload));
  const [least, most] =
    scaler === undefined
      ? [ownReplicas(workload), ownReplicas(workload)]
      : [number(inside(scaler, 'spec', 'min_replicas')), number(inside(scaler, 'spec', 'max_replicas'))];
  return least === undefined || most === undefined ? undefined : { least, most };
}

function ownReplicas(workload: Block): number | undefined {
  const kind = kindOf(workload);
  const path = kind === undefined ? undefined : REPLICAS[kind];
  return path === undefined ? undefined : number(inside(workload, ...path));
}

/** Kubernetes takes one for what is left out. */
function number(value: Json | undefined): number | undefined {
  const met = Number(value ?? 1);
  return Number.isFinite(met) ? met : undefined;
}

function scales(scaler: Block, workload: Block): boolean {
  if (kindOf(scaler) !== 'HorizontalPodAutoscaler') return false;
  const target = inside(scaler, 'spec', 'scale_target_ref');
  const kind = at(only(target), 'kind') ?? 'Deployment';
  return (
    kind === kindOf(workload) && at(only(target), 'name') === nameOf(workload) && isBeside(scaler, workload)
  );
}

function nameOf(block: Block): Json | undefined {
  return inside(block, 'metadata', 'name');
}

/** Whether two resources may be in one namespace: a name that only Terraform knows may be any. */
export function isBeside(one: Block, other: Block): boolean {
  const [here, there] = [one, other].map((block) => textOf(inside(block, 'metadata', 'namespace')));
  return here === there || [here, there].some((name = '') => name === '' || name.includes('${'));
}
