import { networksOf, type Network, PUBLIC_INTERNET } from './network';
import { numbered, type NumberedPort, type PortNumber } from './port-number';

/** Where the API server is, as pods reach it. */
export interface ApiServer {
  /** The networks of its addresses: those of `kubectl get endpointslices --namespace default`. */
  readonly networks: readonly string[];
  /** The ports that are opened. @default [443, 6443] */
  readonly ports?: readonly number[];
}

/** A way out to the public internet. */
export interface InternetEgress {
  readonly kind: 'internet';
  readonly ports: readonly PortNumber[];
}

/** A way out to one network. */
export interface NetworkEgress {
  readonly kind: 'network';
  readonly network: string;
  readonly ports: readonly PortNumber[];
}

/** A way out to the API server of the cluster. */
export interface ApiServerEgress {
  readonly kind: 'api-server';
  /** Where it is. In a project the cluster of each environment knows. */
  readonly at?: ApiServer;
}

/** A way out of the cluster that is opened, and of which the process is told nothing. */
export type Egress = InternetEgress | NetworkEgress | ApiServerEgress;

/**
 * Opens ports of the public internet: all addresses but private, shared and link-local ones.
 *
 * @param ports A number for TCP, or `udp(123)`.
 *
 * @example
 * const egress = [internet(80, 443, udp(443))];
 */
export function internet(...ports: readonly PortNumber[]): InternetEgress {
  return { kind: 'internet', ports };
}

/**
 * Opens ports of one network.
 *
 * @param network An address, / and the length of its prefix.
 * @param ports A number for TCP, or `udp(514)`.
 *
 * @example
 * const egress = [cidr('10.1.0.0/16', 5432)];
 */
export function cidr(network: string, ...ports: readonly PortNumber[]): NetworkEgress {
  return { kind: 'network', network, ports };
}

/**
 * Opens the API server of the cluster, for operators and for what watches its own kind.
 *
 * Most network plugins judge a connection by the address that it ends at, which is no address of a pod: not that of the Service
 * `kubernetes`, but those behind it. Cilium knows the API server by an identity of its own, and needs a policy of its own.
 *
 * @param at Where it is. In a project the environment's cluster says it: `provides: { apiServer: … }`.
 *
 * @example
 * const egress = [apiServer({ networks: ['10.0.0.10/32'], ports: [6443] })];
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function apiServer(at?: ApiServer): ApiServerEgress {
  return { kind: 'api-server', ...(at === undefined ? {} : { at }) };
}

/** The networks and ports that a way out opens. */
export interface EgressRule {
  readonly networks: readonly Network[];
  readonly ports: readonly NumberedPort[];
}

/** What a way out opens. */
export function egressRuleOf(egress: Egress): EgressRule {
  if (egress.kind === 'internet') return { networks: PUBLIC_INTERNET, ports: egress.ports.map(numbered) };
  if (egress.kind === 'network')
    return { networks: networksOf([egress.network]), ports: egress.ports.map(numbered) };
  const { networks = [], ports = API_SERVER_PORTS } = egress.at ?? {};
  return { networks: networksOf(networks), ports: ports.map(numbered) };
}

/** Managed control planes listen on the one, kubeadm's on the other. */
const API_SERVER_PORTS: readonly number[] = [443, 6443];
