import { isIP } from 'node:net';

/** A server outside the cluster: a managed database, another company's API. */
export interface ExternalEndpoint {
  /** Its domain name or address. */
  readonly host: string;
  /** Its TCP port. */
  readonly number: number;
  /**
   * The networks it may have its address in: a network policy knows addresses only.
   * @default its own where `host` is an address, else the public internet: all but private, shared and link-local networks
   */
  readonly networks?: readonly string[];
}

/**
 * A server outside the cluster, for `egress`.
 *
 * @param host Its domain name or address.
 * @param number Its TCP port.
 * @param networks The networks that its address may be in.
 *
 * @example
 * external('api.payments.example', 443);
 *
 * @example
 * external('db.internal', 5432, ['10.20.0.0/16']);
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function external(host: string, number: number, networks?: readonly string[]): ExternalEndpoint {
  return { host, number, ...(networks === undefined ? {} : { networks }) };
}

/** A range of addresses with holes, as a network policy takes it. */
export interface Network {
  readonly cidr: string;
  readonly except?: string[];
}

/** Without the networks in which a cluster's own pods, its machines and a cloud's metadata service live. */
const PUBLIC_INTERNET: readonly Network[] = [
  {
    cidr: '0.0.0.0/0',
    except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  },
  { cidr: '::/0', except: ['fc00::/7', 'fe80::/10'] },
];

/** The networks that a connection to the endpoint opens. */
export function networksOf({ host, networks }: ExternalEndpoint): readonly Network[] {
  const version = isIP(host);
  if (networks === undefined && version !== 0) return [{ cidr: `${host}/${version === 4 ? 32 : 128}` }];
  return networks === undefined ? PUBLIC_INTERNET : [...new Set(networks)].sort().map((cidr) => ({ cidr }));
}
