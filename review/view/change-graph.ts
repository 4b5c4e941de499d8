import { kindOfType } from '../../core/kubernetes';
import type { EnvironmentRecord, SlipwayRecord } from '../../core/record';
import { groupBy } from '../group-by';
import {
  drawPictures,
  isConnecting,
  originOf,
  ownerKeys,
  type Picture,
  podIdentity,
  type PictureNode,
  nodesIn,
} from '../picture';
import type { AssessedChange } from '../risk';
import type { Mask } from '../secrets';
import type { Block, Synth } from '../synth';
import { kindOf, podSpecPath } from '../workloads';
import { boundedGraph } from './bounded-graph';
import type { ChangeGraph, GraphChange, GraphEdge, GraphNode, GraphPart } from './review';

/**
 * What changes among hosts, machines, workloads and connections, with its direct neighbours. Undefined where a list says it as well:
 * where nothing comes, goes, moves or is replaced, or where one thing alone does.
 */
export function changeGraphOf(
  before: Synth,
  after: Synth,
  judged: readonly AssessedChange[],
  mask: Mask,
): ChangeGraph | undefined {
  if (!mayBeWorthAPicture(before.record, after.record, judged)) return undefined;
  const touched = touchedEnvironments(before.record, after.record, judged);
  const picturesOf = (synth: Synth): ReadonlyMap<string, Picture> =>
    new Map(drawPictures(synth, mask, touched).map((picture) => [picture.environment, picture]));
  const [old, head] = [picturesOf(before), picturesOf(after)];
  const changeOfNode = changesByNode(judged);
  const parts = [...touched].map((environment) => ({
    environments: [environment],
    ...changesBetween(old.get(environment), head.get(environment), changeOfNode),
  }));
  // Environments that change alike are one part.
  const alike = groupBy(parts, ({ nodes, edges }) => JSON.stringify([nodes, edges]));
  const merged = [...alike.values()].flatMap((group): readonly GraphPart[] => {
    const environments = group.flatMap((part) => part.environments);
    return group.slice(0, 1).map((part) => ({ ...part, environments }));
  });
  return isWorthAPicture(merged) ? boundedGraph(merged) : undefined;
}

/**
 * Whether more than settings may change, by the changes alone: whether things or connections come or go, or things are replaced. Most
 * changes are of settings, and pictures of thousands of workloads take as long as the rest of the review.
 */
function mayBeWorthAPicture(
  before: SlipwayRecord,
  after: SlipwayRecord,
  judged: readonly AssessedChange[],
): boolean {
  const standing = ({ environments }: SlipwayRecord): string =>
    JSON.stringify(
      environments.map(({ name, namespace, hosts, pools }) => [
        ...[name, namespace, Object.keys(hosts)],
        Object.entries(pools).map(([pool, slots]) => [pool, slots.map(({ slot, host }) => [slot, host])]),
      ]),
    );
  return standing(before) !== standing(after) || judged.some(mayMove);
}

function mayMove({ change, replaced }: AssessedChange): boolean {
  const { action, block, before, after } = change;
  const kind = kindOf(block);
  const isWorkload = podSpecPath(block) !== undefined;
  if (kind !== undefined && !isWorkload) return isConnecting(kind);
  if (action !== 'update' || replaced) return true;
  return isWorkload && !isFoundAlike(before, after);
}

/** Whether a picture finds a workload by the same on both sides. What did not change is one object there. */
function isFoundAlike(before: Block | undefined, after: Block | undefined): boolean {
  const [old, head] = [before, after].map((block) => block && podIdentity(block));
  return (
    old?.name === head?.name &&
    old?.namespace === head?.namespace &&
    (old?.labels === head?.labels || JSON.stringify(old?.labels) === JSON.stringify(head?.labels))
  );
}

function isWorthAPicture(parts: readonly GraphPart[]): boolean {
  const edges = parts.flatMap((part) => part.edges).filter(({ change }) => change !== 'same');
  const nodes = parts
    .flatMap((part) => part.nodes)
    .filter(({ change, kind }) => change !== 'same' && change !== 'changed' && kind !== 'outside');
  return edges.length > 0 || nodes.length > 1;
}

/** The environments in which a resource, or what the record says, changes; in promotion order. */
function touchedEnvironments(
  before: SlipwayRecord,
  after: SlipwayRecord,
  judged: readonly AssessedChange[],
): ReadonlySet<string> {
  const there = new Set(judged.map(({ change }) => change.environment));
  const records = (record: SlipwayRecord): ReadonlyMap<string, EnvironmentRecord> =>
    new Map(record.environments.map((each) => [each.name, each]));
  const [old, head] = [records(before), records(after)];
  return new Set(
    [...head.keys(), ...old.keys()].filter(
      (name) => there.has(name) || JSON.stringify(old.get(name)) !== JSON.stringify(head.get(name)),
    ),
  );
}

/** What happens to a thing that is there before and after. */
type ChangeOfNode = (thing: PictureNode) => GraphChange;

/** Which constructs change, and which of them are replaced. A network policy is a connection, and changes no workload. */
function changesByNode(judged: readonly AssessedChange[]): ChangeOfNode {
  const changed = new Set<string>();
  const replaced = new Set<string>();
  for (const { change, replaced: isReplaced } of judged) {
    const { stack, block } = change;
    if (kindOfType(block.type) === 'NetworkPolicy') continue;
    for (const key of ownerKeys(originOf(stack, block))) changed.add(key);
    if (isReplaced) replaced.add(`${stack}/${block.address}`);
  }
  return (thing) => {
    const origin = 'origin' in thing ? thing.origin : undefined;
    if (origin === undefined) return 'same';
    const keys = ownerKeys(origin);
    if (keys.some((key) => replaced.has(key))) return 'replaced';
    return keys.some((key) => changed.has(key)) ? 'changed' : 'same';
  };
}

/** All things and connections of both pictures, each with what happens to it. */
function changesBetween(
  before: Picture | undefined,
  after: Picture | undefined,
  changeOfNode: ChangeOfNode,
): Pick<GraphPart, 'nodes' | 'edges'> {
  const [old, head] = [before, after].map((picture) => picture && nodesIn(picture));
  const nodes = [...new Set([...(head?.keys() ?? []), ...(old?.keys() ?? [])])].flatMap((id) => {
    const [was, is] = [old?.get(id), head?.get(id)];
    const thing = is ?? was;
    return thing === undefined ? [] : [nodeOf(thing, changeOf(was, is, changeOfNode))];
  });
  const [oldEdges, headEdges] = [before, after].map((picture) => new Map(picture && edgesIn(picture)));
  const edges = [...new Set([...(headEdges?.keys() ?? []), ...(oldEdges?.keys() ?? [])])].flatMap(
    (key): readonly GraphEdge[] => {
      const [was, is] = [oldEdges?.get(key), headEdges?.get(key)];
      const edge = is ?? was;
      if (edge === undefined) return [];
      const change =
        was === undefined
          ? 'added'
          : is === undefined
            ? 'removed'
            : was.label === is.label
              ? 'same'
              : 'changed';
      return [{ ...edge, change }];
    },
  );
  return { nodes, edges };
}

function changeOf(
  was: PictureNode | undefined,
  is: PictureNode | undefined,
  changeOfNode: ChangeOfNode,
): GraphChange {
  const [runsBefore, runsNow] = [isRun(was), isRun(is)];
  if (runsBefore !== runsNow) return runsNow ? 'added' : 'removed';
  if (was === undefined || is === undefined) return 'same';
  if ('rack' in was && 'rack' in is) {
    const size = ({ rack, record: { cores, memoryBytes } }: typeof was) =>
      `${rack ?? ''} ${cores} ${memoryBytes}`;
    return size(was) === size(is) ? 'same' : 'changed';
  }
  const change = changeOfNode(is);
  if (change === 'same' && 'service' in was && 'service' in is && was.service?.digest !== is.service?.digest)
    return 'changed';
  return change;
}

/** A workload that waits for its first release is not there yet. */
function isRun(thing: PictureNode | undefined): boolean {
  return thing !== undefined && (!('service' in thing) || thing.kind !== undefined);
}

function nodeOf(thing: PictureNode, change: GraphChange): GraphNode {
  const { id, name } = thing;
  const [kind] = id.split(':') as [GraphNode['kind']];
  const rack = 'rack' in thing && thing.rack !== undefined ? ` in ${thing.rack}` : '';
  return { id, kind, name: `${name}${rack}`, change };
}

type KeyedEdge = readonly [string, Omit<GraphEdge, 'change'>];

/** Connections, and which host a machine is on. */
function edgesIn({ connections, machines }: Picture): readonly KeyedEdge[] {
  return [
    ...connections.map(({ from, to, ports }): KeyedEdge => [
      JSON.stringify([from, to]),
      { from, to, label: ports.join(', ') },
    ]),
    ...machines.map(({ id, host }): KeyedEdge => [
      JSON.stringify([id, host]),
      { from: id, to: host, label: 'on' },
    ]),
  ];
}
