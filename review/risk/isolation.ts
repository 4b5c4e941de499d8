import { canonical, isObject, items, only, textOf, within } from '../../core/json';
import type { BlockChange } from '../diff';
import { judgedBlock } from '../judged-block';
import { isEverything, labelsOf } from '../network';
import type { Block, Synth } from '../synth';
import { kindOf } from '../workloads';

export type Direction = 'Ingress' | 'Egress';

/** What else stands between pods and everybody: Kubernetes lets through what no policy selects. */
export interface Isolation {
  /** Whether another policy still selects the pods of this one. */
  readonly isKept: (policy: Block, environment: string | null, direction: Direction) => boolean;
  /** Whether the pods that a policy selects go with it. */
  readonly isOfRemoved: (policy: Block, environment: string | null) => boolean;
}

/** The directions in which a policy lets only what is named through. */
export function directionsOf(block: Block | undefined): readonly Direction[] {
  const spec = only(block?.arguments['spec']);
  if (spec === undefined) return [];
  const types = items(within(spec, ['policy_types'])).map(textOf);
  const named = (['Ingress', 'Egress'] as const).filter((direction) => types.includes(direction));
  // Without types a policy is about what comes in; and about what goes out, if it says so.
  const isOut = within(spec, ['egress']) !== undefined;
  return types.length > 0 ? named : isOut ? ['Ingress', 'Egress'] : ['Ingress'];
}

export function isolationAfter(changes: readonly BlockChange[], after: Synth): Isolation {
  const selected = new Set<string>();
  for (const { environment, blocks } of after.stacks.values())
    for (const block of blocks.values()) {
      const policy = judgedBlock(block);
      if (kindOf(policy) !== 'NetworkPolicy') continue;
      for (const direction of directionsOf(policy))
        selected.add(keyOf(policy, environment, direction, podsOf(policy)));
    }
  const removed = new Set(changes.flatMap(labelsRemoved));
  return {
    isKept: (policy, environment, direction) =>
      ['', podsOf(policy)].some((pods) => selected.has(keyOf(policy, environment, direction, pods))),
    isOfRemoved: (policy, environment) => {
      const labels = [...(labelsOf(selectorOf(policy)) ?? [])];
      return labels.length > 0 && labels.every((pair) => removed.has(keyOf(policy, environment, ...pair)));
    },
  };
}

function keyOf(block: Block, environment: string | null, ...parts: readonly string[]): string {
  const namespace = textOf(within(block.arguments, ['metadata', 'namespace']));
  return JSON.stringify([environment, namespace, ...parts]);
}

function selectorOf(policy: Block) {
  return within(policy.arguments, ['spec', 'pod_selector']);
}

/** Empty for every pod. */
function podsOf(policy: Block): string {
  const selector = only(selectorOf(policy));
  return selector === undefined || isEverything(selector) ? '' : canonical(selector);
}

/** The labels of the pods of a workload that goes. */
function labelsRemoved({ action, block, environment }: BlockChange): readonly string[] {
  if (action !== 'delete') return [];
  const workload = judgedBlock(block);
  const labels = only(within(workload.arguments, ['spec', 'template', 'metadata', 'labels']));
  if (kindOf(workload) === undefined || !isObject(labels)) return [];
  return Object.entries(labels).map(([key, value]) => keyOf(workload, environment, key, textOf(value)));
}
