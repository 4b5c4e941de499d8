import { BlockList, isIP } from 'node:net';

/** A range of addresses with holes, as a network policy takes it. */
export interface Network {
  readonly cidr: string;
  readonly except?: string[];
}

/** Without the networks in which a cluster's own pods, its machines and a cloud's metadata service live. */
export const PUBLIC_INTERNET: readonly Network[] = [
  {
    cidr: '0.0.0.0/0',
    except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  },
  { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] },
];

/** Networks in order, each once. */
export function networksOf(cidrs: readonly string[]): readonly Network[] {
  return [...new Set(cidrs)].sort().map((cidr) => ({ cidr }));
}

/** The network of one address; undefined for a name. */
export function networkOfAddress(address: string): string | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : `${address}/${version === 4 ? 32 : 128}`;
}

/** Whether the text is a network: an address, / and the length of its prefix. */
export function isNetwork(text: string): boolean {
  const [, address = '', prefix = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(prefix) <= (version === 4 ? 32 : 128);
}

/** Where clouds answer what a machine is, and with which credentials it works. */
export const METADATA_SERVICE = '169.254.169.254';

/** Whether an IPv4 address is in the network. */
export function holds(network: string, address: string): boolean {
  const [block = '', prefix] = network.split('/');
  if (!isNetwork(network) || isIP(block) !== 4) return false;
  const list = new BlockList();
  list.addSubnet(block, Number(prefix));
  return list.check(address);
}

/** Whether every address is in the network. */
export function isEverywhere(network: string): boolean {
  return isNetwork(network) && /\/0+$/.test(network);
}
