import { countOf } from '../../core/text';
import { groupBy } from '../group-by';
import { neighboursOf, primaryNodes } from './graph-nodes';
import type { GraphEdge, GraphNode, GraphPart } from './review';

/** Fewer neighbours of a kind are shown by name. */
const MOST_NEIGHBOURS = 2;

/**
 * The parts with like things as one box each, where there are more changes than boxes: `37 workloads`, added, changed or removed. The largest
 * groups are made first, and no more than are needed: what is rare keeps its name. Connections lead from group to group, counted.
 */
export function groupedParts(parts: readonly GraphPart[], most: number): readonly GraphPart[] {
  const primary = parts.map((part) => primaryNodes(part));
  if (primary.flat().length <= most) return parts;
  const chosen = chosenClasses(primary, most);
  const grouped = parts.map((part, index) => {
    const own = primary[index] ?? [];
    const neighbours = neighboursOf(part, own);
    const near = [...groupBy(neighbours, classOf)].filter(([, { length }]) => length > MOST_NEIGHBOURS);
    const groups = new Set([...(chosen[index] ?? []), ...near.map(([name]) => name)]);
    return withGroups(part, [...own, ...neighbours], groups);
  });
  // Environments that differ by names alone are one part now.
  const alike = groupBy(grouped, ({ nodes, edges }) => JSON.stringify([nodes, edges]));
  return [...alike.values()].flatMap((same) =>
    same
      .slice(0, 1)
      .map((part) => ({ ...part, environments: same.flatMap(({ environments }) => environments) })),
  );
}

/** For each part the classes that share a box: the largest ones, until the part has no more boxes than its share. */
function chosenClasses(
  parts: readonly (readonly GraphNode[])[],
  most: number,
): readonly ReadonlySet<string>[] {
  const chosen = parts.map(() => new Set<string>());
  let left = most;
  // The smallest part first: what it does not need is for the others.
  const order = parts
    .map((_, part) => part)
    .sort((a, b) => (parts[a]?.length ?? 0) - (parts[b]?.length ?? 0));
  order.forEach((part, place) => {
    const nodes = parts[part] ?? [];
    const share = Math.floor(left / (order.length - place));
    let boxes = nodes.length;
    const classes = [...groupBy(nodes, classOf)].sort(([, a], [, b]) => b.length - a.length);
    for (const [name, { length }] of classes) {
      if (boxes <= share || length === 1) break;
      chosen[part]?.add(name);
      boxes -= length - 1;
    }
    left = Math.max(0, left - boxes);
  });
  return chosen;
}

function classOf({ kind, change }: GraphNode): string {
  return `${kind}:* ${change}`;
}

/** A part of only these nodes, with a box for each group of them. */
function withGroups(
  { environments, edges }: GraphPart,
  shown: readonly GraphNode[],
  groups: ReadonlySet<string>,
): GraphPart {
  const boxOf = new Map(
    shown.map((node) => [node.id, groups.has(classOf(node)) ? classOf(node) : node.id] as const),
  );
  const nodes = [...groupBy(shown, ({ id }) => boxOf.get(id) ?? id)].flatMap(([id, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    return [groups.has(id) ? groupNode(id, first, members.length) : first];
  });
  const between = edges.flatMap((edge): readonly GraphEdge[] => {
    const [from, to] = [boxOf.get(edge.from), boxOf.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    // That what is in a group was connected, and still is, says nothing of the change.
    return from === to && edge.change === 'same' ? [] : [{ ...edge, from, to }];
  });
  const bundles = groupBy(between, ({ from, to, change }) => JSON.stringify([from, to, change]));
  return { environments, nodes, edges: [...bundles.values()].flatMap(bundled) };
}

function groupNode(id: string, { kind, change }: GraphNode, count: number): GraphNode {
  return { id, kind, name: kind === 'outside' ? `${count} outside` : countOf(count, kind), change, count };
}

function bundled(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const [first] = edges;
  if (first === undefined || edges.length === 1) return edges;
  const labels = new Set(edges.map(({ label }) => label));
  const shared = labels.size === 1 ? first.label : '';
  // A machine is on a host: that is no connection.
  const label =
    shared === 'on'
      ? shared
      : [countOf(edges.length, 'connection'), shared].filter((text) => text !== '').join(', ');
  return [{ ...first, label, count: edges.length }];
}
