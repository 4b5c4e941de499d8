import { at, isOff, items, type Json, only, textOf, within } from '../core/json';
import { type Kind, kindOfType } from '../core/kubernetes';
import type { Block } from './synth';

/** The Kubernetes kind that a block creates; undefined for a data source, which only reads one. */
export function kindOf({ kind, type }: Block): Kind | undefined {
  return kind === 'resource' ? kindOfType(type) : undefined;
}

/** A container of a workload. */
export interface Container {
  readonly name: string;
  readonly json: Json;
  /** The path of the container in the resource. */
  readonly path: string;
  /** Whether it ends before the others start. */
  readonly isInit: boolean;
}

const TEMPLATE = ['spec', 'template', 'spec'];

/** Where each kind of workload has its pod spec. */
const POD_SPECS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  Deployment: TEMPLATE,
  StatefulSet: TEMPLATE,
  DaemonSet: TEMPLATE,
  ReplicationController: TEMPLATE,
  Job: TEMPLATE,
  CronJob: ['spec', 'job_template', ...TEMPLATE],
  Pod: ['spec'],
};

/** The path of a workload's pod spec; undefined for anything else. */
export function podSpecPath(block: Block): readonly string[] | undefined {
  const kind = kindOf(block);
  return kind === undefined ? undefined : POD_SPECS[kind];
}

/** A workload's pod spec; undefined for anything else. */
export function podSpec(block: Block): Json | undefined {
  const path = podSpecPath(block);
  return path === undefined ? undefined : within(block.arguments, path);
}

/**
 * The containers of a workload, including its init containers.
 *
 * @example
 * const policy: Policy = {
 *   name: 'team/few-containers',
 *   severity: { protected: 'warning', other: 'note' },
 *   judge: (resource) =>
 *     containersOf(resource).length < 4
 *       ? 'compliant'
 *       : [{ message: 'must have at most three containers', advice: 'Split the workload.' }],
 * };
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 */
export function containersOf(block: Block): readonly Container[] {
  let known = CONTAINERS.get(block);
  if (known === undefined) CONTAINERS.set(block, (known = readContainers(block)));
  return known;
}

/** Half of the policies ask for them. */
const CONTAINERS = new WeakMap<Block, readonly Container[]>();

function readContainers(block: Block): readonly Container[] {
  const spec = only(podSpec(block));
  const found = ['container', 'init_container'].flatMap((kind) =>
    items(at(spec, kind)).map((json, index) => {
      const name = text(at(json, 'name')) ?? String(index);
      return { name, json, path: `${kind}[${name}]`, isInit: kind === 'init_container' };
    }),
  );
  // It is handed out again and again.
  return Object.freeze(found);
}

export function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** To Terraform, null is the same as leaving the argument out. */
export function isSet(value: Json | undefined): value is Exclude<Json, null> {
  return value !== undefined && value !== null;
}

/** Terraform takes `"true"` for true. An expression that only Terraform can evaluate may be true. */
export function mayBeOn(value: Json | undefined): boolean {
  return isSet(value) && !isOff(value);
}

/** Whether two resources may be in the same namespace. A name that only Terraform knows may be any name. */
export function isBeside(one: Block, other: Block): boolean {
  const [here, there] = [one, other].map((block) =>
    textOf(within(block.arguments, ['metadata', 'namespace'])),
  );
  return here === there || [here, there].some((name = '') => name === '' || name.includes('${'));
}
