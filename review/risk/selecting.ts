import { isObject, type Json, only, textOf, within } from '../../core/json';
import { labelsOf, selects } from '../network';
import { groupBy } from '../group-by';
import type { Block } from '../synth';
import { kindOf } from '../workloads';

/** The labels of the pods that a block selects. */
export function asksFor(block: Block): ReadonlyMap<string, string> {
  const path = kindOf(block) === 'NetworkPolicy' ? 'pod_selector' : 'selector';
  const selector = within(block.arguments, ['spec', path]);
  if (kindOf(block) !== 'Service') return labelsOf(selector) ?? new Map();
  const labels = only(selector);
  return new Map(isObject(labels) ? Object.entries(labels).map(([key, value]) => [key, textOf(value)]) : []);
}

/**
 * Finds which of these blocks select pods of some labels. Each is looked for by the one of its labels that the fewest ask for, so that
 * few are looked at for each pod.
 */
export function selectorsAmong(blocks: readonly Block[]): (labels: Json | undefined) => readonly Block[] {
  const asked = blocks.map((block) => ({ block, labels: asksFor(block) }));
  const counts = new Map<string, number>();
  for (const { labels } of asked)
    for (const label of labels) counts.set(keyOf(label), (counts.get(keyOf(label)) ?? 0) + 1);
  const byRarest = groupBy(
    asked,
    ({ labels }) => [...labels].map(keyOf).sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))[0],
  );
  return (labels) =>
    (isObject(labels) ? Object.entries(labels) : [])
      .flatMap(([key, value]) => byRarest.get(keyOf([key, textOf(value)])) ?? [])
      .flatMap(({ block, labels: wanted }) => (selects(wanted, labels) ? [block] : []));
}

function keyOf(label: readonly [string, string]): string {
  return JSON.stringify(label);
}
