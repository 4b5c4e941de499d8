import { countOf } from '../../core/text';
import { groupBy } from '../group-by';
import type { HostNode, MachineNode, Picture } from '../picture';
import { leftWords } from '../record-words';
import type { Box, Frame } from './graph';

/** More boxes below each other make the picture taller than wide. */
const MOST_MACHINES = 10;
const MOST_BOXES = 16;

/** The hosts with their machines; where they are many, hosts without, or racks. The tables have all of them. */
export function physicalFrame({ hosts, machines }: Picture): Frame | undefined {
  if (hosts.length === 0) return undefined;
  const on = groupBy(machines, ({ host }) => host);
  const racks = groupBy(hosts, ({ rack }) => rack);
  const few = (count: number) => count <= MOST_BOXES;
  const hostFrame = (host: HostNode): Pick<Frame, 'boxes' | 'frames'> => {
    const own = on.get(host.id) ?? [];
    if (machines.length > MOST_MACHINES || own.length === 0)
      return { boxes: [hostBox(host, own.length)], frames: [] };
    const frame = { kind: 'host', thing: host.id, title: host.name, frames: [] } as const;
    return { boxes: [], frames: [{ ...frame, boxes: own.map(machineBox) }] };
  };
  const joined = (parts: readonly Pick<Frame, 'boxes' | 'frames'>[]): Pick<Frame, 'boxes' | 'frames'> => ({
    boxes: parts.flatMap(({ boxes }) => boxes),
    frames: parts.flatMap(({ frames }) => frames),
  });
  const whole = { kind: 'physical', thing: undefined, title: 'Physical hosts' } as const;
  if (few(hosts.length))
    return {
      ...whole,
      ...joined(
        [...racks].map(([rack, own]) => {
          const inside = joined(own.map(hostFrame));
          if (rack === undefined) return inside;
          return { boxes: [], frames: [{ kind: 'rack', thing: undefined, title: rack, ...inside }] };
        }),
      ),
    };
  const rackBoxes = [...racks].map(([rack, own]) => severalBox(rack ?? 'no rack', own, on));
  return {
    ...whole,
    boxes: few(rackBoxes.length) ? rackBoxes : [severalBox(countOf(racks.size, 'rack'), hosts, on)],
    frames: [],
  };
}

function machineBox({ id, name, record }: MachineNode): Box {
  const tip = `machine ${record.name} (${record.address})`;
  return { thing: id, kind: 'machine', title: name, subtitle: record.address, tip };
}

function hostBox({ id, name, record }: HostNode, machines: number): Box {
  return {
    thing: id,
    kind: 'host',
    title: name,
    subtitle: countOf(machines, 'machine'),
    tip: `host ${name}: ${leftWords(record)}`,
  };
}

function severalBox(
  title: string,
  hosts: readonly HostNode[],
  on: ReadonlyMap<string, readonly MachineNode[]>,
): Box {
  const machines = hosts.reduce((sum, { id }) => sum + (on.get(id)?.length ?? 0), 0);
  const subtitle = `${countOf(hosts.length, 'host')}, ${countOf(machines, 'machine')}`;
  return { thing: undefined, kind: 'several', title, subtitle, tip: `${title}: ${subtitle}` };
}
