import { networkHolds, networkOfAddress } from './cidr';

/** The networks in which a cluster's own pods, its machines and a cloud's metadata service live. */
export const PRIVATE_RANGES = {
  IPv4: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  IPv6: ['fc00::/7', 'fe80::/10'],
} as const;

/**
 * What no other machine has for an address. A cloud's name server may be at a link-local one.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/
 */
const NOBODYS = ['0.0.0.0/8', '127.0.0.0/8', '255.255.255.255/32', '::/16'] as const;
const MULTICAST = ['224.0.0.0/4', 'ff00::/8'] as const;

/** The block in which an address, or all of a network, is nobody's: an address that no connection leads to. */
export function nobodysBlock(text: string): string | undefined {
  return [...NOBODYS, ...MULTICAST].find((block) => isIn(text, block));
}

/** The same of a network that packets are let through to: groups of hosts have addresses too. */
export function nobodysNetwork(text: string): string | undefined {
  return NOBODYS.find((block) => isIn(text, block));
}

function isIn(text: string, block: string): boolean {
  return networkHolds(block, networkOfAddress(text) ?? text);
}

/** What a machine reaches itself at. */
export const LOOPBACK_RANGES = ['127.0.0.0/8', '::1/128'] as const;
