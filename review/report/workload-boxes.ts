import { countOf, firstOf } from '../../core/text';
import { groupBy } from '../group-by';
import type { Connection, Picture, WorkloadNode } from '../picture';
import { digestWords, jobWords, replicaWords } from '../record-words';
import type { Box } from './graph';

/** Up to here each workload has a box of its own. */
const FEW = 30;
/** Where more boxes would be needed, this many are drawn for the workloads with the most connections, and as many for all others. */
const MOST_BOXES = 60;

/** Workload → its box, and what the boxes do not say. */
export interface WorkloadBoxes {
  readonly boxOf: ReadonlyMap<string, Box>;
  readonly leftOut: readonly string[];
  /** The box of those for which there was no other. Its connections would cross everything. */
  readonly rest: Box | undefined;
}

/**
 * A box for each workload. Where they are many, those that connect with the same things share one; where that leaves too many, those
 * with the most connections are drawn, and each of the others is in a box with those that connect with the same of them.
 */
export function workloadBoxes({ workloads, connections }: Picture): WorkloadBoxes {
  if (workloads.length <= FEW) return boxesOf(workloads.map((workload) => [workload]));
  const ends = endsOf(connections);
  const alike = groupsBy(workloads, (id) => ends.get(id) ?? []);
  if (alike.length <= MOST_BOXES) return boxesOf(alike, SHARED);

  const weight = ({ id }: WorkloadNode): number => ends.get(id)?.length ?? 0;
  const heaviest = [...workloads].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_BOXES / 2);
  const drawn = new Set(heaviest.map(({ id }) => id));
  const others = workloads.filter(({ id }) => !drawn.has(id));
  const crowds = [
    ...groupsBy(others, (id) => (ends.get(id) ?? []).filter((end) => drawn.has(end.other))),
  ].sort((a, b) => b.length - a.length);
  const largest = crowds.slice(0, MOST_BOXES / 2 - 1);
  const rest = crowds.slice(largest.length).flat();
  const said = `Drawn alone: the ${drawn.size} workloads with the most connections. The others share boxes, by which of those they connect with.`;
  return boxesOf(
    [...heaviest.map((each) => [each]), ...largest, ...(rest.length === 0 ? [] : [rest])],
    said,
    rest,
  );
}

const SHARED = 'Workloads that connect with the same things share a box.';

function boxesOf(
  groups: readonly (readonly WorkloadNode[])[],
  said?: string,
  rest: readonly WorkloadNode[] = [],
): WorkloadBoxes {
  const boxOf = groups.flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const box = group.length === 1 ? workloadBox(first) : severalBox(group);
    return group.map(({ id }) => [id, box] as const);
  });
  const byId = new Map(boxOf);
  const without = `The connections of the last ${countOf(rest.length, 'workload')} are not drawn.`;
  return {
    boxOf: byId,
    leftOut: [...(said === undefined ? [] : [said]), ...(rest.length === 0 ? [] : [without])],
    rest: byId.get(rest[0]?.id ?? ''),
  };
}

interface End {
  readonly other: string;
  readonly way: '>' | '<';
}

/** Workload → what it connects with, and which way. */
function endsOf(connections: readonly Connection[]): ReadonlyMap<string, readonly End[]> {
  const ends = connections.flatMap(({ from, to }) => [
    { id: from, end: { other: to, way: '>' } as const },
    { id: to, end: { other: from, way: '<' } as const },
  ]);
  return new Map([...groupBy(ends, ({ id }) => id)].map(([id, own]) => [id, own.map(({ end }) => end)]));
}

function groupsBy(
  workloads: readonly WorkloadNode[],
  endsOfOne: (id: string) => readonly End[],
): readonly (readonly WorkloadNode[])[] {
  const key = ({ id }: WorkloadNode): string =>
    endsOfOne(id)
      .map(({ other, way }) => `${way}${other}`)
      .sort()
      .join('\n');
  return [...groupBy(workloads, key).values()];
}

function workloadBox(workload: WorkloadNode): Box {
  const { id, name, kind } = workload;
  const subtitle = shortWords(workload);
  return {
    ...{ thing: id, kind: 'workload', title: name, subtitle },
    tip: `${kind ?? 'not released'} ${name}: ${subtitle}`,
  };
}

/** What a workload runs, in few words. */
function shortWords({ kind, service, job }: WorkloadNode): string {
  if (service !== undefined)
    return `${digestWords({ ...service, sample: false })} ${replicaWords(service.replicas)}`;
  return job === undefined ? (kind ?? '') : jobWords(job)[0];
}

function severalBox(group: readonly WorkloadNode[]): Box {
  const names = group.map(({ name }) => name);
  return {
    thing: undefined,
    kind: 'several',
    title: `${names.length} workloads`,
    subtitle: `${names.slice(0, 2).join(', ')}${names.length > 2 ? ', …' : ''}`,
    tip: firstOf(names, 20),
  };
}
