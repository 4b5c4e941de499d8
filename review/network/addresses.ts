import { BlockList, isIP } from 'node:net';

/** Ranges that no router of the internet passes on. */
const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
];

/** Whether every address of a network is private. A name, or what only Terraform knows, may be any. */
export function isPrivate(network: string): boolean {
  return PRIVATE.some((range) => holds(range, network));
}

/** Whether a network is every address of its family. */
export function isEverywhere(network: string): boolean {
  return network === '*' || (parse(network) !== undefined && /\/0+$/.test(network));
}

/** Whether one network has every address of another. */
export function holds(network: string, other: string): boolean {
  const [outer, inner] = [parse(network), parse(other)];
  if (outer === undefined || inner === undefined) return network === other;
  if (outer.family !== inner.family || outer.prefix > inner.prefix) return false;
  const list = new BlockList();
  list.addSubnet(outer.address, outer.prefix, outer.family);
  return list.check(inner.address, inner.family);
}

function parse(network: string) {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(network) ?? [];
  const version = isIP(address);
  const isValid = version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
  return isValid
    ? { address, prefix: Number(prefix), family: version === 4 ? ('ipv4' as const) : ('ipv6' as const) }
    : undefined;
}
