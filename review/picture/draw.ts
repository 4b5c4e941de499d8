import type { EnvironmentRecord } from '../../core/record';
import { by } from '../../core/text';
import { groupBy } from '../group-by';
import type { Mask } from '../secrets';
import type { Block, Stack, Synth } from '../synth';
import { type AllowedConnection, allowedConnections } from './connections';
import { originOf } from './origin';
import type { Connection, HostNode, MachineNode, OutsideNode, Picture } from './picture';
import { PodIndex } from './pods';

/** The picture of each environment, in promotion order. @param only those of these environments */
export function drawPictures(
  { record, stacks }: Synth,
  mask: Mask,
  only?: ReadonlySet<string>,
): readonly Picture[] {
  const owned = groupBy([...stacks.values()], ({ environment }) => environment);
  return record.environments
    .filter(({ name }) => only === undefined || only.has(name))
    .map((environment) => masked(draw(environment, inOrder(owned.get(environment.name) ?? [])), mask));
}

/** Two blocks may claim one name: which of them is shown must not depend on the order of a file. */
function inOrder(stacks: readonly Stack[]): readonly Stack[] {
  return [...stacks].sort(by(({ name }) => name)).map((stack) => ({
    ...stack,
    blocks: new Map([...stack.blocks].sort(by(([address]) => address))),
  }));
}

function draw(environment: EnvironmentRecord, stacks: readonly Stack[]): Picture {
  const pods = new PodIndex(environment, stacks);
  const ways = allowedConnections(
    stacks.flatMap(({ blocks }) => [...blocks.values()]),
    pods,
  );
  return {
    environment: environment.name,
    namespace: environment.namespace,
    nodePool: environment.nodePool,
    hosts: hostsOf(environment),
    machines: machinesOf(environment, stacks),
    workloads: pods.nodes,
    outside: outsideOf(ways),
    connections: connectionsOf(ways),
  };
}

function hostsOf({ hosts }: EnvironmentRecord): readonly HostNode[] {
  return Object.entries(hosts)
    .map(([name, record]) => ({ id: `host:${name}`, name, rack: record.failureDomain, record }))
    .sort(byId);
}

function machinesOf({ pools }: EnvironmentRecord, stacks: readonly Stack[]): readonly MachineNode[] {
  const blocks = new Map<string, readonly [string, Block]>(
    stacks.flatMap(({ name, blocks }) =>
      [...blocks.values()].map((block) => [block.address, [name, block]] as const),
    ),
  );
  return Object.entries(pools).flatMap(([pool, slots]) =>
    slots.map((record) => {
      const [stack, block] = blocks.get(record.terraformAddress) ?? [];
      return {
        id: `machine:${pool}/${record.slot}`,
        name: `${pool}/${record.slot}`,
        host: `host:${record.host}`,
        pool,
        record,
        origin: stack === undefined || block === undefined ? undefined : originOf(stack, block),
      };
    }),
  );
}

function outsideOf(ways: readonly AllowedConnection[]): readonly OutsideNode[] {
  const met = ways.flatMap(({ from, to }) => [from, to]).filter((node) => 'what' in node);
  return [...new Map(met.map((node) => [node.id, node])).values()].sort(byId);
}

/** A connection is allowed at both of its ends, by two policies: it is one all the same. */
function connectionsOf(ways: readonly AllowedConnection[]): readonly Connection[] {
  const pairs = groupBy(ways, ({ from, to }) => JSON.stringify([from.id, to.id]));
  return [...pairs].sort(by(([ends]) => ends)).flatMap(([, alike]) => {
    const [first] = alike;
    if (first === undefined) return [];
    const ports = [...new Set(alike.flatMap((way) => way.ports))].sort();
    return [{ from: first.from.id, to: first.to.id, ports }];
  });
}

/** Names may quote a secret: each stays recognisable as equal. */
function masked(picture: Picture, { text, value }: Mask): Picture {
  const named = <T extends { readonly id: string; readonly name: string }>(node: T): T => ({
    ...node,
    id: text(node.id),
    name: text(node.name),
  });
  const { hosts, machines, workloads, outside, connections } = picture;
  return {
    ...picture,
    hosts: hosts.map(named),
    machines: machines.map((machine) => ({ ...named(machine), host: text(machine.host) })),
    workloads: workloads.map((workload) => ({
      ...named(workload),
      file: workload.file === null ? null : text(workload.file),
      service: workload.service && {
        ...workload.service,
        address: workload.service.address === null ? null : value(workload.service.address),
      },
    })),
    outside: outside.map(named),
    connections: connections.map((each) => ({
      ports: each.ports.map(text),
      from: text(each.from),
      to: text(each.to),
    })),
  };
}

const byId = by(({ id }: { readonly id: string }) => id);
