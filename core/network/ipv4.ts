/** A block of IPv4 addresses, as numbers. */
export interface Ipv4Block {
  readonly network: number;
  readonly broadcast: number;
  readonly prefix: number;
}

const OCTET = '(0|[1-9][0-9]{0,2})';
const ADDRESS = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`);
const CIDR = /^([^/]+)\/(0|[1-9][0-9]?)$/;

/** The address as a number, or undefined unless it is four decimal octets without leading zeros. */
export function parseIpv4(text: string): number | undefined {
  const octets = ADDRESS.exec(text)?.slice(1).map(Number);
  if (octets === undefined || octets.some((octet) => octet > 255)) return undefined;
  return octets.reduce((address, octet) => address * 256 + octet, 0);
}

/** The block, or undefined unless it is an address and a prefix length with no host bits set. */
export function parseCidr(text: string): Ipv4Block | undefined {
  const [, base = '', length = ''] = CIDR.exec(text) ?? [];
  const network = parseIpv4(base);
  const prefix = Number(length);
  if (network === undefined || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  return network % size === 0 ? { network, broadcast: network + size - 1, prefix } : undefined;
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
