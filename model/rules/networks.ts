import { blocksMeet } from '../../core/network';
import {
  attachedTo,
  isMadeNetwork,
  isPrivateToHost,
  type NetworkSpec,
  segmentOf,
} from '../../constructs/vm-pool';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { hypervisorsOf } from '../names';
import { hostNameOf, serverOf } from '../server-of';

/**
 * A network that Slipway makes is private to its host: its machines on two hosts would not reach each other, and two
 * networks of one block on one host cannot be told apart. One that is there already is one segment on a host.
 */
export function networks({ environments }: ResolvedComposition): readonly Finding[] {
  return [...spreads(environments), ...overlaps(environments), ...splits(environments)];
}

function spreads(environments: readonly Environment[]): readonly Finding[] {
  return environments.flatMap((environment) =>
    Object.entries(environment.networks).flatMap(([network, spec]) => {
      const pools = poolsIn(environment, network);
      const hosts = hypervisorsOf(pools).filter((host) => Object.hasOwn(environment.hypervisors, host));
      if (hosts.length < 2 || !isPrivateToHost(spec)) return [];
      return [
        spread(
          environment,
          network,
          `${spec.kind}, for ${Object.keys(pools).join(', ')} on ${hosts.join(', ')}`,
        ),
      ];
    }),
  );
}

function poolsIn({ pools }: Environment, network: string): Environment['pools'] {
  return Object.fromEntries(Object.entries(pools).filter(([, pool]) => pool.network === network));
}

function spread(environment: Environment, network: string, value: string): Finding {
  return problem({
    rule: 'networks/private',
    path: `environments.${environment.name}.networks.${network}`,
    message: 'must be one that hosts share, since it is private to one host and its machines are on several',
    value,
    advice: 'Use bridged({ … }) with a bridge that the hosts share, or keep its machines on one host.',
  });
}

interface Block extends OnHost {
  readonly cidr: string;
}

/** A network that is made meets no other one of its host, nor the host's own address. */
function overlaps(environments: readonly Environment[]): readonly Finding[] {
  const blocks = environments.flatMap(blocksOf);
  return blocks.flatMap((block, index) => [...withOther(block, blocks.slice(0, index)), ...withHost(block)]);
}

function withOther(block: Block, before: readonly Block[]): readonly Finding[] {
  const other = before.find(
    ({ path, server, cidr, spec }) =>
      path !== block.path &&
      server === block.server &&
      (isMadeNetwork(spec) || isMadeNetwork(block.spec)) &&
      blocksMeet(cidr, block.cidr),
  );
  if (other === undefined) return [];
  return [
    problem({
      rule: 'networks/overlap',
      path: block.path,
      message: 'must have a block that meets that of no other network of its host',
      value: `${block.cidr} on ${block.server}, where ${other.path} has ${other.cidr}`,
      advice: 'Give each network of a host a block of its own.',
    }),
  ];
}

/** The host would no longer find its own neighbours: their addresses would lead into the network that is made. */
function withHost({ path, cidr, host = '', spec }: Block): readonly Finding[] {
  const met = [`${host}/32`, `${host}/128`].some((address) => blocksMeet(cidr, address));
  if (!met || !isMadeNetwork(spec)) return [];
  return [
    problem({
      rule: 'networks/host-lan',
      path,
      message: 'must have a block that its host has no address of its own in',
      value: `${cidr}, which the host ${host} is in`,
      advice: 'Choose a block that the network around the host does not use.',
    }),
  ];
}

/** The blocks of each network on each host that a pool brings it to. */
function blocksOf(environment: Environment): readonly Block[] {
  return onHosts(environment).flatMap((on) => {
    const { cidr, cidr6 } = on.spec;
    return (cidr6 === undefined ? [cidr] : [cidr, cidr6]).map((block) => ({ ...on, cidr: block }));
  });
}

interface OnHost {
  readonly path: string;
  /** The same for all spellings of the host's address. */
  readonly server: string;
  /** The host's name or address; undefined for the machine that Terraform runs on. */
  readonly host: string | undefined;
  readonly spec: NetworkSpec;
}

/** Each network on each host that a pool brings it to. */
function onHosts(environment: Environment): readonly OnHost[] {
  return Object.entries(environment.networks).flatMap(([network, spec]) => {
    const path = `environments.${environment.name}.networks.${network}`;
    return hypervisorsOf(poolsIn(environment, network))
      .flatMap((host) => environment.hypervisors[host] ?? [])
      .map((hypervisor) => ({ path, server: serverOf(hypervisor), host: hostNameOf(hypervisor), spec }));
  });
}

/** Whatever is said of segments, what is connected to one bridge of one host is neighbours. */
function splits(environments: readonly Environment[]): readonly Finding[] {
  const found = environments
    .flatMap(onHosts)
    .filter(({ spec }) => !isMadeNetwork(spec) && !isPrivateToHost(spec));
  return found.flatMap(({ path, server, spec }, index) => {
    const place = attachedTo(spec, '');
    const other = found
      .slice(0, index)
      .find(
        (before) =>
          before.server === server &&
          attachedTo(before.spec, '') === place &&
          segmentOf(before.spec) !== segmentOf(spec),
      );
    if (other === undefined) return [];
    return [
      problem({
        rule: 'networks/segment',
        path,
        message: 'must be of the same segment as what else is connected to its bridge',
        value: `${nameOf(spec)} by ${place} on ${server}, where ${other.path} is ${nameOf(other.spec)}`,
        advice: 'Give both the same segment, or leave it out in both.',
      }),
    ];
  });
}

function nameOf(spec: NetworkSpec): string {
  return segmentOf(spec) ?? 'without a segment';
}
