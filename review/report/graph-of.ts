import { countOf } from '../../core/text';
import type { OutsideNode, Picture } from '../picture';
import type { Box, Frame, Graph, Link } from './graph';
import { physicalFrame } from './physical-frames';
import { workloadBoxes } from './workload-boxes';

/** What is drawn of a picture, from left to right: hosts and machines, workloads, the outside. */
export function graphOf(picture: Picture): Graph {
  const { workloads, outside, connections, namespace } = picture;
  const { boxOf, leftOut, rest } = workloadBoxes(picture);
  const own = [...new Set(workloads.flatMap(({ id }) => boxOf.get(id) ?? []))];
  const outer = new Map(outside.map((thing) => [thing.id, outsideBox(thing)]));
  const links = linksOf(connections, (id) => boxOf.get(id) ?? outer.get(id)).filter(
    ({ from, to }) => from !== rest && to !== rest && from !== to,
  );
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
  const physical = physicalFrame(picture);
  const inside: Frame = {
    ...{ kind: 'namespace', thing: undefined, frames: [], boxes: own },
    title: `namespace ${namespace}${nodesWords(picture)}`,
  };
  const reached = new Set(links.map(({ to }) => to));
  const boxes = [...outer.values()].filter((box) => linked.has(box));
  const sources = [...own, ...boxes].filter((box) => !reached.has(box));
  const [first, source] = [physical && firstBox(physical), sources.find((box) => own.includes(box))];
  return {
    frames: [...(physical === undefined ? [] : [physical]), ...(own.length === 0 ? [] : [inside])],
    boxes,
    links: [
      ...links,
      ...(first && source && physical && runsPods(picture)
        ? [{ from: first, to: source, between: [physical, inside] as const, tip: RUNS }]
        : []),
    ],
    order: first === undefined ? [] : sources.map((box) => [first, box] as const),
    leftOut,
  };
}

/** Which pod is on which machine, the cluster decides. */
const RUNS = 'the machines of the pool are the nodes that run these pods';

function runsPods({ nodePool, machines }: Picture): boolean {
  return machines.some(({ pool }) => pool === nodePool);
}

function nodesWords({ nodePool, machines }: Picture): string {
  if (nodePool === undefined) return '';
  const nodes = machines.filter(({ pool }) => pool === nodePool).length;
  return `, on the ${countOf(nodes, 'machine')} of ${nodePool}`;
}

/** Several connections between two boxes are one line. */
function linksOf(
  connections: Picture['connections'],
  boxOf: (id: string) => Box | undefined,
): readonly Link[] {
  const links = new Map<Box, Map<Box, Link>>();
  for (const { from, to, ports } of connections) {
    const [tail, head] = [boxOf(from), boxOf(to)];
    if (tail === undefined || head === undefined) continue;
    const known = links.get(tail) ?? new Map<Box, Link>();
    links.set(tail, known);
    const how = ports.length === 0 ? '' : `: ${ports.join(', ')}`;
    if (!known.has(head))
      known.set(head, { from: tail, to: head, tip: `${tail.title} → ${head.title}${how}` });
  }
  return [...links.values()].flatMap((own) => [...own.values()]);
}

function outsideBox({ id, name, what }: OutsideNode): Box {
  return { thing: id, kind: 'outside', title: name, subtitle: what, tip: `${what}: ${name}` };
}

function firstBox({ boxes, frames }: Frame): Box | undefined {
  return boxes[0] ?? frames.map(firstBox).find((box) => box !== undefined);
}
