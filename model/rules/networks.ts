import {
  attachedTo,
  blocksMeet,
  isMadeNetwork,
  isPrivateToHost,
  type NetworkSpec,
  segmentOf,
} from '../../constructs/vm-pool';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { hypervisorsOf } from '../names';

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
      const pools = Object.fromEntries(
        Object.entries(environment.pools).filter(([, pool]) => pool.network === network),
      );
      const hosts = hypervisorsOf(pools);
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

function spread(environment: Environment, network: string, value: string): Finding {
  return problem({
    rule: 'networks/private',
    path: `environments.${environment.name}.networks.${network}`,
    message: 'must be one that hosts share, since it is private to one host and its machines are on several',
    value,
    advice: 'Use bridged({ … }) with a bridge that the hosts share, or keep its machines on one host.',
  });
}

interface Block {
  readonly path: string;
  readonly uri: string;
  readonly cidr: string;
}

function overlaps(environments: readonly Environment[]): readonly Finding[] {
  const blocks = environments.flatMap(blocksOf);
  return blocks.flatMap((block, index) => {
    const other = blocks
      .slice(0, index)
      .find(
        ({ path, uri, cidr }) => path !== block.path && uri === block.uri && blocksMeet(cidr, block.cidr),
      );
    if (other === undefined) return [];
    return [
      problem({
        rule: 'networks/overlap',
        path: block.path,
        message: 'must have a block that meets that of no other network of its host',
        value: `${block.cidr} on ${block.uri}, where ${other.path} has ${other.cidr}`,
        advice: 'Give each network of a host a block of its own.',
      }),
    ];
  });
}

/** The blocks of the networks that are made, on each host that a pool brings them to. */
function blocksOf(environment: Environment): readonly Block[] {
  return onHosts(environment).flatMap(({ path, uri, spec }) => {
    if (!isMadeNetwork(spec)) return [];
    const cidrs = spec.cidr6 === undefined ? [spec.cidr] : [spec.cidr, spec.cidr6];
    return cidrs.map((cidr) => ({ path, uri, cidr }));
  });
}

interface OnHost {
  readonly path: string;
  readonly uri: string;
  readonly spec: NetworkSpec;
}

/** Each network on each host that a pool brings it to. */
function onHosts({ name, networks: all, pools, hypervisors }: Environment): readonly OnHost[] {
  return Object.entries(all).flatMap(([network, spec]) => {
    const users = Object.entries(pools).filter(([, pool]) => pool.network === network);
    const path = `environments.${name}.networks.${network}`;
    return hypervisorsOf(Object.fromEntries(users))
      .flatMap((host) => hypervisors[host]?.uri ?? [])
      .map((uri) => ({ path, uri, spec }));
  });
}

/** Whatever is said of segments, what is connected to one bridge of one host is neighbours. */
function splits(environments: readonly Environment[]): readonly Finding[] {
  const found = environments
    .flatMap(onHosts)
    .filter(({ spec }) => !isMadeNetwork(spec) && !isPrivateToHost(spec));
  return found.flatMap(({ path, uri, spec }, index) => {
    const place = attachedTo(spec, '');
    const other = found
      .slice(0, index)
      .find(
        (before) =>
          before.uri === uri &&
          attachedTo(before.spec, '') === place &&
          segmentOf(before.spec) !== segmentOf(spec),
      );
    if (other === undefined) return [];
    return [
      problem({
        rule: 'networks/segment',
        path,
        message: 'must be of the same segment as what else is connected to its bridge',
        value: `${nameOf(spec)} by ${place} on ${uri}, where ${other.path} is ${nameOf(other.spec)}`,
        advice: 'Give both the same segment, or leave it out in both.',
      }),
    ];
  });
}

function nameOf(spec: NetworkSpec): string {
  return segmentOf(spec) ?? 'without a segment';
}
