import { type IpFamily, IPV4, IPV6 } from './ip-family';
import { formerNames } from '../names';

interface NamesProps {
  /** The domain of the machines' names, e.g. `lab.example.com`: their FQDN ends in it, and they look names up in it. @default none */
  readonly domain?: string;
}

/** A network that is made on the host, which takes the first address of each block, as the gateway. */
export interface NatProps extends NamesProps {
  /** The network's IPv4 block, e.g. `10.20.0.0/24`, from /8 to /29. */
  readonly cidr: string;
  /** The network's IPv6 block, e.g. `fd12:3456:789a:20::/64`, from /32 to /64. @default none: IPv4 only */
  readonly cidr6?: string;
  /** The name servers that machines ask. @default the gateway, which forwards to what the host uses */
  readonly dns?: readonly string[];
  /**
   * The names that the network had before, the oldest first. On its host it keeps the oldest, and Terraform moves its
   * resource to the new name: to rename it replaces neither it nor a machine. To be kept for as long as it lives.
   * @default none: it was never renamed
   */
  readonly formerly?: string | readonly string[];
}

/** A network that is there already, with a router of its own. */
interface FoundProps extends NamesProps {
  /** The IPv4 block of the network, from /8 to /30. */
  readonly cidr: string;
  /** The router's address in it. */
  readonly gateway: string;
  /** The IPv6 block of the network, from /32 to /126. @default none: IPv4 only */
  readonly cidr6?: string;
  /** The router's IPv6 address: one of the block, or a link-local one. Needed with `cidr6`. */
  readonly gateway6?: string;
  /** The name servers that machines ask. */
  readonly dns: readonly string[];
  /**
   * Which of several networks of one block it is, such as `berlin`: in two segments that are not connected, as at two sites,
   * machines may have the same address. For a network that hosts share.
   * @default all networks without one are the same
   */
  readonly segment?: string;
}

export interface BridgedProps extends FoundProps {
  /** The bridge, by the name it has on every host of the pool. It must exist: making it is the host's matter. */
  readonly bridge: string;
}

export interface ExistingNetworkProps extends FoundProps {
  /** The network, by the name it has in libvirt on every host of the pool. */
  readonly name: string;
  /** Whether its machines on several hosts are neighbours, as behind a bridge. @default false: it is private to each host */
  readonly spansHosts?: boolean;
}

export type NatNetwork = Readonly<NatProps> & { readonly kind: 'nat' };
export type RoutedNetwork = Readonly<NatProps> & { readonly kind: 'routed' };
export type OpenNetwork = Readonly<NatProps> & { readonly kind: 'open' };
export type BridgedNetwork = Readonly<BridgedProps> & { readonly kind: 'bridged' };
export type ExistingNetwork = Readonly<ExistingNetworkProps> & { readonly kind: 'existing' };

/** A network that Slipway makes on the host. */
export type MadeNetwork = NatNetwork | RoutedNetwork | OpenNetwork;

/** What machines are connected to. */
export type NetworkSpec = MadeNetwork | BridgedNetwork | ExistingNetwork;

/**
 * A network inside one host, which translates its machines' addresses: they reach out, and only the host and each
 * other reach in. A pool over several hosts needs {@link bridged}.
 */
export function nat(props: NatProps): NatNetwork {
  return { kind: 'nat', ...props };
}

/**
 * A network inside one host, whose addresses are seen outside as they are: the routers around have a route to its blocks
 * through the host. The host's firewall lets its traffic through in both directions.
 */
export function routed(props: NatProps): RoutedNetwork {
  return { kind: 'routed', ...props };
}

/** Like {@link routed}, but the host's firewall is left as it is: whether traffic passes is for whoever keeps that. */
export function openNetwork(props: NatProps): OpenNetwork {
  return { kind: 'open', ...props };
}

/** The network that a bridge of the host is part of: machines are neighbours of everything else in it. */
export function bridged(props: BridgedProps): BridgedNetwork {
  return { kind: 'bridged', ...props };
}

/** A network that libvirt has already, made by somebody else. */
export function existingNetwork(props: ExistingNetworkProps): ExistingNetwork {
  return { kind: 'existing', ...props };
}

/** What becomes a resource of the network's stack; the other kinds are there already. */
export function isMadeNetwork(spec: NetworkSpec): spec is MadeNetwork {
  return spec.kind === 'nat' || spec.kind === 'routed' || spec.kind === 'open';
}

/** Whether machines on two hosts would be in two networks of the same block, and not reach each other. */
export function isPrivateToHost(spec: NetworkSpec): boolean {
  return isMadeNetwork(spec) || (spec.kind === 'existing' && spec.spansHosts !== true);
}

/** Whose addresses must differ in a network that hosts share; undefined where all that say nothing are one. */
export function segmentOf(spec: NetworkSpec): string | undefined {
  return isMadeNetwork(spec) ? undefined : spec.segment;
}

/** The names that a network had before, the oldest first. Those that Slipway does not make have none: they stay as they are. */
export function formerNetworkNames(spec: NetworkSpec): readonly string[] {
  return isMadeNetwork(spec) ? formerNames(spec) : [];
}

/** The name that a network was born with: what it is called on its host derives from it. */
export function birthNetworkName(spec: NetworkSpec, name: string): string {
  return formerNetworkNames(spec)[0] ?? name;
}

/** What machines name the network by: `name` is what a network that is made is called. */
export function attachedTo(spec: NetworkSpec, name: string): string {
  if (spec.kind === 'bridged') return spec.bridge;
  return spec.kind === 'existing' ? spec.name : name;
}

/** The address through which machines leave the network. */
export function gatewayOf(spec: NetworkSpec): string {
  return isMadeNetwork(spec) ? firstOf(IPV4, spec.cidr) : spec.gateway;
}

/** {@link gatewayOf} for IPv6; undefined in a network without. */
export function gateway6Of(spec: NetworkSpec): string | undefined {
  if (!isMadeNetwork(spec)) return spec.gateway6;
  return spec.cidr6 === undefined ? undefined : firstOf(IPV6, spec.cidr6);
}

function firstOf({ parseBlock, format }: IpFamily, cidr: string): string {
  const block = parseBlock(cidr);
  return block === undefined ? '' : format(block.first + 1n);
}

/** The name servers that machines ask. */
export function nameServersOf(spec: NetworkSpec): readonly string[] {
  return spec.dns ?? [gatewayOf(spec)];
}
