import { parseCidr } from '../../constructs/vm-pool';
import { type Finding, problem } from '../../findings';
import { type Environment, hypervisorsOf } from '../../model';
import type { Blueprint } from '../blueprint';

/**
 * A NAT network is private to its host: its machines on two hosts would not reach each other, and two networks of one
 * block on one host cannot be told apart.
 */
export function networks({ environments }: Blueprint): readonly Finding[] {
  return [...spreads(environments), ...overlaps(environments)];
}

function spreads(environments: readonly Environment[]): readonly Finding[] {
  return environments.flatMap((environment) =>
    Object.entries(environment.networks).flatMap(([network, { kind }]) => {
      const pools = Object.fromEntries(
        Object.entries(environment.pools).filter(([, pool]) => pool.network === network),
      );
      const hosts = hypervisorsOf(pools);
      if (hosts.length < 2 || kind !== 'nat') return [];
      return [spread(environment, network, Object.keys(pools), hosts)];
    }),
  );
}

function spread(
  environment: Environment,
  network: string,
  pools: readonly string[],
  hosts: readonly string[],
): Finding {
  return problem({
    rule: 'networks/nat',
    path: `environments.${environment.name}.networks.${network}`,
    message:
      'must be a bridged one, since a NAT network is private to one host and its machines are on several',
    value: `nat, for ${pools.join(', ')} on ${hosts.join(', ')}`,
    advice: 'Use bridged({ … }) with a bridge that the hosts share, or keep its machines on one host.',
  });
}

interface NatBlock {
  readonly path: string;
  readonly uri: string;
  readonly cidr: string;
}

function overlaps(environments: readonly Environment[]): readonly Finding[] {
  const blocks = environments.flatMap(natBlocks);
  return blocks.flatMap((block, index) => {
    const other = blocks
      .slice(0, index)
      .find((earlier) => earlier.uri === block.uri && meet(earlier.cidr, block.cidr));
    if (other === undefined) return [];
    return [
      problem({
        rule: 'networks/overlap',
        path: block.path,
        message: 'must have a block that meets no other NAT network of its host',
        value: `${block.cidr} on ${block.uri}, where ${other.path} has ${other.cidr}`,
        advice: 'Give each network of a host a block of its own.',
      }),
    ];
  });
}

/** The NAT networks of an environment, once for each host that a pool brings them to. */
function natBlocks({ name, networks: all, pools, hypervisors }: Environment): readonly NatBlock[] {
  const found = Object.values(pools).flatMap(({ network, slots }) => {
    const spec = all[network];
    if (spec?.kind !== 'nat') return [];
    const uris = Object.values(slots).flatMap(({ host }) => hypervisors[host]?.uri ?? []);
    return uris.map((uri): NatBlock => ({
      path: `environments.${name}.networks.${network}`,
      uri,
      cidr: spec.cidr,
    }));
  });
  return found.filter(
    ({ path, uri }, index) => found.findIndex((other) => other.path === path && other.uri === uri) === index,
  );
}

function meet(a: string, b: string): boolean {
  const first = parseCidr(a);
  const second = parseCidr(b);
  if (first === undefined || second === undefined) return false;
  return first.network <= second.broadcast && second.network <= first.broadcast;
}
