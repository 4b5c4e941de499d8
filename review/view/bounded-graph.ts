import { isChange, neighboursOf, primaryNodes, RANK } from './graph-nodes';
import { groupedParts } from './grouped-graph';
import type { ChangeGraph, GraphEdge, GraphNode, GraphPart } from './review';

/** More boxes are no picture in a comment. */
const MOST_NODES = 30;
/** What changed comes first, and leaves some room for its neighbours. */
const MOST_CHANGED = 24;
const MOST_EDGES = 45;

/**
 * What changes in each part with its direct neighbours. Where there are more changes than boxes, like things share a box; what there is
 * no room for even so is counted.
 */
export function boundedGraph(all: readonly GraphPart[]): ChangeGraph {
  const parts = groupedParts(all, MOST_CHANGED);
  let changedLeft = MOST_CHANGED;
  const begun = parts.map((part, index) => {
    // Each environment gets its share: otherwise the first would fill the picture.
    const share = Math.ceil(changedLeft / (parts.length - index));
    const shown = primaryNodes(part).slice(0, share);
    changedLeft -= shown.length;
    return { part, shown };
  });
  let nodesLeft = MOST_NODES - begun.reduce((sum, { shown }) => sum + shown.length, 0);
  let edgesLeft = MOST_EDGES;
  const bounded = begun.map(({ part, shown }): GraphPart => {
    const neighbours = neighboursOf(part, shown).slice(0, nodesLeft);
    nodesLeft -= neighbours.length;
    const nodes = [...shown, ...neighbours];
    const edges = edgesAmong(part, nodes).slice(0, edgesLeft);
    edgesLeft -= edges.length;
    return { environments: part.environments, nodes, edges };
  });
  return {
    parts: bounded.filter(({ nodes }) => nodes.length > 0),
    notShown: changesIn(parts) - changesIn(bounded),
  };
}

function changesIn(parts: readonly GraphPart[]): number {
  return parts
    .flatMap(({ nodes, edges }) => [...nodes.filter(({ kind }) => kind !== 'outside'), ...edges])
    .filter(isChange)
    .reduce((sum, { count = 1 }) => sum + count, 0);
}

/** The edges of what changes: what is the same on all sides says nothing of the change. */
function edgesAmong({ edges }: GraphPart, nodes: readonly GraphNode[]): readonly GraphEdge[] {
  const shown = new Map(nodes.map((node) => [node.id, node]));
  return edges
    .filter((edge) => {
      const ends = [shown.get(edge.from), shown.get(edge.to)];
      return !ends.includes(undefined) && (isChange(edge) || ends.some((end) => end && isChange(end)));
    })
    .sort((a, b) => RANK[a.change] - RANK[b.change]);
}
