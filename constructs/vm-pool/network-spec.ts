import { type Finding, problem } from '../../findings';
import { formatIpv4, parseCidr, parseIpv4 } from './ipv4';

export interface NatProps {
  /** The network's IPv4 block, e.g. `10.20.0.0/24`, from /8 to /29. The host takes its first address, as the gateway. */
  readonly cidr: string;
  /** The name servers that machines ask. @default the gateway, which forwards to what the host uses */
  readonly dns?: readonly string[];
}

export interface BridgedProps {
  /** The bridge, by the name it has on every host of the pool. It must exist: making it is the host's matter. */
  readonly bridge: string;
  /** The IPv4 block of the network behind the bridge, from /8 to /30. */
  readonly cidr: string;
  /** The router's address in it. */
  readonly gateway: string;
  /** The name servers that machines ask. */
  readonly dns: readonly string[];
}

export type NatNetwork = Readonly<NatProps> & { readonly kind: 'nat' };
export type BridgedNetwork = Readonly<BridgedProps> & { readonly kind: 'bridged' };

/** What machines are connected to. IPv4 only: machines get no IPv6 address from Slipway. */
export type NetworkSpec = NatNetwork | BridgedNetwork;

/**
 * A network inside one host, which translates its machines' addresses: they reach out, and only the host and each
 * other reach in. A pool over several hosts needs {@link bridged}.
 */
export function nat(props: NatProps): NatNetwork {
  return { kind: 'nat', ...props };
}

/** The network that a bridge of the host is part of: machines are neighbours of everything else in it. */
export function bridged(props: BridgedProps): BridgedNetwork {
  return { kind: 'bridged', ...props };
}

/** The longest prefix per kind: a NAT network holds at least five machines, as libvirt demands. */
const LONGEST_PREFIX: Record<NetworkSpec['kind'], number> = { nat: 29, bridged: 30 };
const BRIDGE = /^[A-Za-z][A-Za-z0-9_.-]{0,14}$/;

/** The address through which machines leave the network. */
export function gatewayOf(spec: NetworkSpec): string {
  if (spec.kind === 'bridged') return spec.gateway;
  const block = parseCidr(spec.cidr);
  return block === undefined ? '' : formatIpv4(block.network + 1);
}

/** The name servers that machines ask. */
export function nameServersOf(spec: NetworkSpec): readonly string[] {
  return spec.dns ?? [gatewayOf(spec)];
}

/** The problems of a network. Pure: needs no construct, so that one report can list those of all environments. */
export function checkNetwork(spec: NetworkSpec, path: string): readonly Finding[] {
  return [
    ...checkCidr(spec, path),
    ...checkNameServers(spec, path),
    ...(spec.kind === 'bridged' ? checkBridge(spec, path) : []),
  ];
}

function checkCidr({ kind, cidr }: NetworkSpec, path: string): readonly Finding[] {
  const block = parseCidr(cidr);
  if (block !== undefined && block.prefix >= 8 && block.prefix <= LONGEST_PREFIX[kind]) return [];
  return [
    problem({
      rule: 'vm-pool/network',
      path: `${path}.cidr`,
      message: `must be an IPv4 block from /8 to /${LONGEST_PREFIX[kind]} with no host bits set`,
      value: cidr,
      advice: 'Write the first address of the block and its prefix length, such as 10.20.0.0/24.',
    }),
  ];
}

function checkNameServers(spec: NetworkSpec, path: string): readonly Finding[] {
  return (spec.dns ?? []).flatMap((server, index) =>
    parseIpv4(server) === undefined
      ? [
          problem({
            rule: 'vm-pool/network',
            path: `${path}.dns[${index}]`,
            message: 'must be an IPv4 address without leading zeros',
            value: server,
            advice: 'Give the name server by its address, such as 10.20.0.1.',
          }),
        ]
      : [],
  );
}

function checkBridge({ bridge, cidr, gateway }: BridgedNetwork, path: string): readonly Finding[] {
  const findings: Finding[] = [];
  if (!BRIDGE.test(bridge)) {
    findings.push(
      problem({
        rule: 'vm-pool/network',
        path: `${path}.bridge`,
        message: 'must be the name of a network interface: at most 15 characters, the first one a letter',
        value: bridge,
        advice: 'Give the bridge as `ip link` lists it on the host, such as br0.',
      }),
    );
  }
  const block = parseCidr(cidr);
  const address = parseIpv4(gateway);
  const inside =
    block === undefined || (address !== undefined && address > block.network && address < block.broadcast);
  if (address === undefined || !inside) {
    findings.push(
      problem({
        rule: 'vm-pool/network',
        path: `${path}.gateway`,
        message: `must be an address inside ${cidr}, neither its first nor its last`,
        value: gateway,
        advice: "Give the router's address in this network, such as 10.20.0.1.",
      }),
    );
  }
  return findings;
}
