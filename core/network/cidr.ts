import { BlockList, isIP } from 'node:net';

/** The network of one address; undefined for a name. */
export function networkOfAddress(address: string): string | undefined {
  const version = versionOf(address);
  return version === 0 ? undefined : `${address}/${version === 4 ? 32 : 128}`;
}

/** Whether the text is a network: an address, / and the length of its prefix. */
export function isNetwork(text: string): boolean {
  return parse(text) !== undefined;
}

/** Whether a network is every address of its family. */
export function isEverywhere(network: string): boolean {
  return parse(network)?.prefix === 0;
}

/** Whether one network has every address of another. A name, or what only Terraform knows, has itself alone. */
export function networkHolds(network: string, other: string): boolean {
  const [outer, inner] = [parse(network), parse(other)];
  if (outer === undefined || inner === undefined) return network === other;
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const list = new BlockList();
  list.addSubnet(outer.address, outer.prefix, outer.family);
  return list.check(inner.address, inner.family);
}

/** As Kubernetes and clouds take it: bits of a host may be set. Blocks of our own networks are read by an `IpFamily`. */
function parse(network: string) {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(network) ?? [];
  const version = versionOf(address);
  const isValid = version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
  return isValid
    ? { address, prefix: Number(prefix), family: version === 4 ? ('ipv4' as const) : ('ipv6' as const) }
    : undefined;
}

/**
 * 4 or 6; 0 for what is no address that Kubernetes takes: one with a zone (`fe80::1%eth0`) is of one machine, and IPv4 inside IPv6
 * (`::ffff:10.0.0.1`) has a form of its own.
 */
function versionOf(address: string): number {
  return address.includes('%') || /^[0:]*:ffff:/i.test(address) ? 0 : isIP(address);
}
