import { blocksMeet, rangeHolds } from '../../core/network';
import {
  gateway6Of,
  gatewayOf,
  isPrivateToHost,
  nameServersOf,
  type NetworkSpec,
  segmentOf,
} from '../../constructs/vm-pool';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment, Pool } from '../environment';
import { canonicalHost, hostNameOf } from '../server-of';

/** Something that has an address already, and so no machine of a pool may have it. */
interface Holder {
  readonly what: string;
  readonly address: string;
}

/**
 * No pool has addresses that something else has: its slots would take them one day. What is reached by a name is not known here.
 */
export function takenAddresses({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) =>
    Object.entries(environment.pools).flatMap(([name, pool]) => {
      const network = environment.networks[pool.network];
      if (network === undefined) return [];
      const path = `environments.${environment.name}.pools.${name}`;
      return [
        ...checkPool(pool, network, holdersFor(environment, name, network, environments), path),
        ...serviceAddresses(environment, name, network),
      ];
    }),
  );
}

function checkPool(
  { addresses, addresses6 }: Pool,
  network: NetworkSpec,
  holders: readonly Holder[],
  path: string,
): readonly Finding[] {
  // That of its own network is for the check of the pool.
  const own = [gatewayOf(network), gateway6Of(network)];
  const ranges = { addresses, ...(addresses6 === undefined ? {} : { addresses6 }) };
  return Object.entries(ranges).flatMap(([option, range]) =>
    holders
      .filter(({ address }) => rangeHolds(range, address) && !own.includes(address))
      .map(({ what, address }) =>
        problem({
          rule: 'networks/taken',
          path: `${path}.${option}`,
          message: `must leave out the address of ${what}`,
          value: `${typeof range === 'string' ? range : `${range.from} to ${range.to}`}, with ${address} in it`,
          advice:
            'A slot would take it, now or when the pool grows: begin the range after it, or end it before.',
        }),
      ),
  );
}

function holdersFor(
  environment: Environment,
  pool: string,
  network: NetworkSpec,
  environments: readonly Environment[],
): readonly Holder[] {
  const { cluster, hypervisors } = environment;
  const { connection, node, nodePool } = cluster;
  // A machine of another pool may well be the API server; a node that joins cannot.
  const servers =
    nodePool !== pool
      ? []
      : [
          ...(connection.kind === 'kubeconfig' ? [] : [connection.endpoint]),
          ...(node ? [node.endpoint] : []),
        ];
  const found = [
    ...servers.map((endpoint) => ({ what: 'the API server', address: hostOfUrl(endpoint) })),
    ...Object.entries(hypervisors).map(([name, hypervisor]) => ({
      what: `the host ${name}`,
      address: hostNameOf(hypervisor) ?? '',
    })),
    ...nameServersOf(network).map((address) => ({ what: 'a name server', address })),
    ...environments.flatMap((other) => neighbouringGateways(other, network)),
  ];
  return [...new Map(found.map((holder) => [holder.address, holder])).values()];
}

/** The routers of the segment, whichever environment names them. */
function neighbouringGateways({ name, networks }: Environment, network: NetworkSpec): readonly Holder[] {
  if (isPrivateToHost(network)) return [];
  return Object.entries(networks)
    .filter(([, other]) => !isPrivateToHost(other) && segmentOf(other) === segmentOf(network))
    .flatMap(([key, other]) =>
      [gatewayOf(other), gateway6Of(other) ?? ''].map((address) => ({
        what: `the gateway of environments.${name}.networks.${key}`,
        address,
      })),
    );
}

/** Where nodes join, the address of the cluster's name server is known, and with it a part of the range of its services. */
function serviceAddresses(
  { name, cluster: { node, nodePool } }: Environment,
  pool: string,
  { cidr, cidr6 = '' }: NetworkSpec,
): readonly Finding[] {
  if (node === undefined || nodePool !== pool) return [];
  const met = [cidr, cidr6].find((block) =>
    [`${node.dns}/32`, `${node.dns}/128`].some((address) => blocksMeet(block, address)),
  );
  if (met === undefined) return [];
  return [
    problem({
      rule: 'networks/taken',
      path: `environments.${name}.cluster.node.dns`,
      message:
        "must lie outside of the machines' network: the cluster's services have addresses of their own",
      value: `${node.dns}, in ${met}`,
      advice: 'Take the ClusterIP of the DNS service; if it is that, give the machines another block.',
    }),
  ];
}

function hostOfUrl(endpoint: string): string {
  return URL.canParse(endpoint) ? canonicalHost(new URL(endpoint).hostname) : '';
}
