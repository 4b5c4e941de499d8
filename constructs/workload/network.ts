import { PRIVATE_RANGES } from '../../core/network';

/** A range of addresses with holes, as a network policy takes it. */
export interface Network {
  readonly cidr: string;
  readonly except?: string[];
}

/** Without the private ranges, in which the cluster itself is. */
export const PUBLIC_INTERNET: readonly Network[] = [
  { cidr: '0.0.0.0/0', except: [...PRIVATE_RANGES.IPv4] },
  { cidr: '::/0', except: [...PRIVATE_RANGES.IPv6] },
];

/** Networks in order, each once. */
export function networksOf(cidrs: readonly string[]): readonly Network[] {
  return [...new Set(cidrs)].sort().map((cidr) => ({ cidr }));
}
