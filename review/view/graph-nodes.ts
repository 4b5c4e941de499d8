import type { GraphChange, GraphNode, GraphPart } from './review';

/** What is told first, where there is no room for all. */
export const RANK: Readonly<Record<GraphChange, number>> = {
  removed: 0,
  replaced: 1,
  added: 2,
  changed: 3,
  same: 4,
};

/** What changes itself, and the ends of connections that change, removals first. */
export function primaryNodes({ nodes, edges }: GraphPart): readonly GraphNode[] {
  const ends = new Set(edges.filter(isChange).flatMap(({ from, to }) => [from, to]));
  return nodes
    .filter((node) => ends.has(node.id) || (isChange(node) && node.kind !== 'outside'))
    .sort((a, b) => RANK[a.change] - RANK[b.change]);
}

/** What is the same, and connects with what is shown and changes. */
export function neighboursOf({ nodes, edges }: GraphPart, shown: readonly GraphNode[]): readonly GraphNode[] {
  const changed = new Set(shown.filter(isChange).map(({ id }) => id));
  const known = new Set(shown.map(({ id }) => id));
  const near = new Set(
    edges.flatMap(({ from, to }) => [...(changed.has(from) ? [to] : []), ...(changed.has(to) ? [from] : [])]),
  );
  return nodes.filter(({ id, change }) => near.has(id) && !known.has(id) && change === 'same');
}

export function isChange({ change }: { readonly change: GraphChange }): boolean {
  return change !== 'same';
}
