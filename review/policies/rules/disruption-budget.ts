import { at, isObject, type Json, only, textOf, within } from '../../../core/json';
import { faultOfBudget } from '../../../core/kubernetes';
import { groupBy } from '../../group-by';
import type { Block, Stack } from '../../synth';
import { isBeside, isSet, kindOf, podSpec } from '../../workloads';
import { type NonCompliance, type Policy, verdict } from '../policy';
import { type Scale, scaleOf, type Scalers, scalersIn } from '../scale';

/** A budget that allows no evictions blocks every drain; one that allows all protects nothing. */
export const disruptionBudget: Policy = {
  name: 'pods/disruption-budget',
  severity: { protected: 'error', other: 'warning' },
  judge: (budget, { stack }) => {
    if (kindOf(budget) !== 'PodDisruptionBudget') return 'not applicable';
    const workloads = workloadsOf(stack);
    const workload = candidatesFor(budget, workloads).find((block) => covers(budget, block));
    const scale = workload === undefined ? undefined : scaleOf(workload, workloads.scalers);
    if (scale === undefined) return 'not applicable';
    const spec = only(budget.arguments['spec']);
    return verdict(problems(scale, at(spec, 'min_available'), at(spec, 'max_unavailable')));
  },
};

/** The workloads of a stack, and what scales them. */
interface Workloads {
  readonly all: readonly Block[];
  /** Label with its value → the workloads whose pods have it. */
  readonly byLabel: ReadonlyMap<string, readonly Block[]>;
  readonly scalers: Scalers;
}

/** Each budget of a stack asks for them, and a stack may have thousands of both. */
const KNOWN = new WeakMap<Stack, Workloads>();

function workloadsOf(stack: Stack): Workloads {
  let known = KNOWN.get(stack);
  if (known === undefined) {
    const blocks = [...stack.blocks.values()];
    const all = blocks.filter((block) => podSpec(block) !== undefined);
    const labelled = all.flatMap((block) => labelKeys(podLabels(block)).map((label) => ({ label, block })));
    const byLabel = new Map(
      [...groupBy(labelled, ({ label }) => label)].map(([label, own]) => [
        label,
        own.map(({ block }) => block),
      ]),
    );
    KNOWN.set(stack, (known = { all, byLabel, scalers: scalersIn(blocks) }));
  }
  return known;
}

/** The workloads that have the rarest of the labels that a budget selects. */
function candidatesFor(budget: Block, { all, byLabel }: Workloads): readonly Block[] {
  return labelKeys(selected(budget))
    .map((label) => byLabel.get(label) ?? [])
    .reduce((rarest, blocks) => (blocks.length < rarest.length ? blocks : rarest), all);
}

/** Whether a budget applies to a workload: its pods have every label that the budget selects. */
function covers(budget: Block, workload: Block): boolean {
  const [wanted, labels] = [selected(budget), podLabels(workload)];
  if (!isObject(wanted) || !isBeside(budget, workload)) return false;
  return Object.entries(wanted).every(([name, value]) => at(labels, name) === value);
}

function selected(budget: Block): Json | undefined {
  return within(budget.arguments, ['spec', 'selector', 'match_labels']);
}

function podLabels(workload: Block): Json | undefined {
  return within(workload.arguments, ['spec', 'template', 'metadata', 'labels']);
}

function labelKeys(labels: Json | undefined): readonly string[] {
  return Object.entries(isObject(labels) ? labels : {}).map((label) => JSON.stringify(label));
}

function problems(
  { least, most }: Scale,
  minAvailable: Json | undefined,
  maxUnavailable: Json | undefined,
): readonly NonCompliance[] {
  if (!isSet(minAvailable) && !isSet(maxUnavailable)) return [];
  const fault = faultOfBudget({
    ...(isSet(minAvailable) ? { minAvailable: textOf(minAvailable) } : {}),
    ...(isSet(maxUnavailable) ? { maxUnavailable: textOf(maxUnavailable) } : {}),
    least,
    most,
  });
  const advice = 'Allow one pod to go, and run two or more.';
  if (fault === 'blocks drains')
    return [{ path: 'spec', message: 'must let a pod go', value: `none of ${least} may go`, advice }];
  if (fault === 'protects nothing')
    return [{ path: 'spec', message: 'must keep a pod', value: `all ${most} may go at once`, advice }];
  return [];
}
