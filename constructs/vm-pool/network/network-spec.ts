import { formerNames } from '../names';
import { type IpFamily, IPV4, IPV6 } from '../../../core/network';

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
  /**
   * The name servers that machines ask.
   *
   * @example
   * nameServersOf(nat({ cidr: '10.20.0.0/24' })); // ['10.20.0.1']
   */
  readonly dns: readonly string[];
  /**
   * Which of several networks of one block it is, such as `berlin`: in two segments that are not connected, as at two sites,
   * machines may have the same address. For a network that hosts share.
   * @default all networks without one are the same
   */
  readonly segment?: string;
}

/** A network behind a bridge of the host. */
export interface BridgedProps extends FoundProps {
  /** The bridge, by the name it has on every host of the pool. It must exist: Slipway does not make it. */
  readonly bridge: string;
}

/** A network that exists in libvirt. */
export interface ExistingNetworkProps extends FoundProps {
  /** The network, by the name it has in libvirt on every host of the pool. */
  readonly name: string;
  /** Whether its machines on several hosts are neighbours, as behind a bridge. @default false: it is private to each host */
  readonly spansHosts?: boolean;
}

/** The network that {@link nat} returns. */
export type NatNetwork = Readonly<NatProps> & { readonly kind: 'nat' };
/** The network that {@link routed} returns. */
export type RoutedNetwork = Readonly<NatProps> & { readonly kind: 'routed' };
/** The network that {@link openNetwork} returns. */
export type OpenNetwork = Readonly<NatProps> & { readonly kind: 'open' };
/** The network that {@link bridged} returns. */
export type BridgedNetwork = Readonly<BridgedProps> & { readonly kind: 'bridged' };
/** The network that {@link existingNetwork} returns. */
export type ExistingNetwork = Readonly<ExistingNetworkProps> & { readonly kind: 'existing' };

/** A network that Slipway makes on the host. */
export type MadeNetwork = NatNetwork | RoutedNetwork | OpenNetwork;

/** What machines are connected to. */
export type NetworkSpec = MadeNetwork | BridgedNetwork | ExistingNetwork;

/**
 * A network inside one host that translates its machines' addresses: they reach the outside, but only the host and each other can
 * reach them. A pool over several hosts needs {@link bridged}.
 *
 * @see https://libvirt.org/formatnetwork.html#nat-based-network
 * @example
 * nat({ cidr: '10.20.0.0/24', domain: 'lab.example.com' });
 */
export function nat(props: NatProps): NatNetwork {
  return { kind: 'nat', ...props };
}

/**
 * A network inside one host whose addresses are visible outside: the routers around have a route to its blocks through the host.
 * The host's firewall lets its traffic through in both directions.
 *
 * @see https://libvirt.org/formatnetwork.html#routed-network-config
 * @example
 * routed({ cidr: '10.20.0.0/24', cidr6: 'fd12:3456:789a:20::/64' });
 */
export function routed(props: NatProps): RoutedNetwork {
  return { kind: 'routed', ...props };
}

/**
 * Like {@link routed}, but libvirt leaves the host's firewall alone: your own rules decide which traffic passes.
 *
 * @see https://libvirt.org/formatnetwork.html#connectivity
 * @example
 * openNetwork({ cidr: '10.20.0.0/24' });
 */
export function openNetwork(props: NatProps): OpenNetwork {
  return { kind: 'open', ...props };
}

/**
 * The network that a bridge of the host belongs to: machines are neighbours of everything else in it.
 *
 * @see https://libvirt.org/formatnetwork.html#using-an-existing-host-bridge
 * @see https://pve.proxmox.com/wiki/Network_Configuration
 * @example
 * bridged({ bridge: 'br0', cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: ['10.20.0.1'] });
 */
export function bridged(props: BridgedProps): BridgedNetwork {
  return { kind: 'bridged', ...props };
}

/**
 * A network that exists in libvirt and that Slipway does not manage.
 *
 * @see https://libvirt.org/formatnetwork.html
 * @example
 * existingNetwork({ name: 'default', cidr: '192.168.122.0/24', gateway: '192.168.122.1', dns: ['192.168.122.1'] });
 */
export function existingNetwork(props: ExistingNetworkProps): ExistingNetwork {
  return { kind: 'existing', ...props };
}

/**
 * Whether Slipway makes the network, as a resource of its stack. Networks of the other kinds exist already.
 *
 * @example
 * isMadeNetwork(nat({ cidr: '10.20.0.0/24' })); // true
 */
export function isMadeNetwork(spec: NetworkSpec): spec is MadeNetwork {
  return spec.kind === 'nat' || spec.kind === 'routed' || spec.kind === 'open';
}

/**
 * Whether machines on two hosts would be in two networks of the same block, and not reach each other.
 *
 * @example
 * isPrivateToHost(nat({ cidr: '10.20.0.0/24' })); // true
 */
export function isPrivateToHost(spec: NetworkSpec): boolean {
  return isMadeNetwork(spec) || (spec.kind === 'existing' && spec.spansHosts !== true);
}

/**
 * The segment of a network that hosts share: its addresses must differ. Undefined for the one that all networks without a segment
 * belong to.
 *
 * @example
 * const spec = bridged({
 *   bridge: 'br0',
 *   cidr: '10.20.0.0/24',
 *   gateway: '10.20.0.1',
 *   dns: ['10.20.0.1'],
 *   segment: 'berlin',
 * });
 * segmentOf(spec); // 'berlin'
 */
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

/**
 * What machines name the network by: `name` is what a network that is made is called.
 *
 * @example
 * attachedTo(nat({ cidr: '10.20.0.0/24' }), 'shop-prod-lan'); // 'shop-prod-lan'
 */
export function attachedTo(spec: NetworkSpec, name: string): string {
  if (spec.kind === 'bridged') return spec.bridge;
  return spec.kind === 'existing' ? spec.name : name;
}

/**
 * The address through which machines leave the network.
 *
 * @example
 * gatewayOf(nat({ cidr: '10.20.0.0/24' })); // '10.20.0.1'
 */
export function gatewayOf(spec: NetworkSpec): string {
  return isMadeNetwork(spec) ? firstOf(IPV4, spec.cidr) : spec.gateway;
}

/**
 * {@link gatewayOf} for IPv6; undefined in a network without.
 *
 * @example
 * gateway6Of(nat({ cidr: '10.20.0.0/24', cidr6: 'fd00:20::/64' })); // 'fd00:20::1'
 */
export function gateway6Of(spec: NetworkSpec): string | undefined {
  if (!isMadeNetwork(spec)) return spec.gateway6;
  return spec.cidr6 === undefined ? undefined : firstOf(IPV6, spec.cidr6);
}

function firstOf({ parseBlock, format }: IpFamily, cidr: string): string {
  const block = parseBlock(cidr);
  return block === undefined ? '' : format(block.first + 1n);
}

/**
 * The name servers that machines ask.
 *
 * @example
 * nameServersOf(nat({ cidr: '10.20.0.0/24' })); // ['10.20.0.1']
 */
export function nameServersOf(spec: NetworkSpec): readonly string[] {
  return spec.dns ?? [gatewayOf(spec)];
}
