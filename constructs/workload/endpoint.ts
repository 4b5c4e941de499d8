import type { TerraformResource } from '../cdktf';
import type { Protocol } from './port';

/** A port of a workload, as another workload connects to it. */
export interface Endpoint {
  readonly kind: 'workload';
  /** The workload's name, which is its Service's name too. */
  readonly workload: string;
  /** The namespace the workload lives in. @default that of the workload that connects */
  readonly namespace?: string;
  /** The port's name, as the workload declares it. */
  readonly port: string;
  /** The number that its Service has, which is the one to connect to. */
  readonly number: number;
  /** The number that the process listens on, which network policies open. @default the Service's */
  readonly container?: number;
  /** @default 'TCP' */
  readonly protocol?: Protocol;
  /** What must be there before a workload that connects, when it is known. @default no order */
  readonly resource?: TerraformResource;
}

/**
 * The name under which a pod in `callerNamespace` finds the endpoint: `database` in its own namespace,
 * `database.shop-data.svc` in another. Neither depends on what the cluster's domain is.
 *
 * @example
 * const database = { workload: 'database', namespace: 'shop-data' };
 * dnsName(database, 'shop-prod'); // 'database.shop-data.svc'
 * dnsName(database, 'shop-data'); // 'database'
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function dnsName(endpoint: Pick<Endpoint, 'workload' | 'namespace'>, callerNamespace: string): string {
  const { workload, namespace = callerNamespace } = endpoint;
  return namespace === callerNamespace ? workload : `${workload}.${namespace}.svc`;
}
