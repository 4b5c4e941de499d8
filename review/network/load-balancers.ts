import { isObject, only, textOf, within } from '../../core/json';
import type { Block } from '../synth';

/**
 * Annotations by which a cloud keeps a load balancer inside, and the values that do so. What a cloud does without one differs.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#internal-load-balancer
 */
const INTERNAL: Readonly<Record<string, RegExp>> = {
  'service.beta.kubernetes.io/aws-load-balancer-internal': /^(true|0\.0\.0\.0\/0)$/,
  'service.beta.kubernetes.io/aws-load-balancer-scheme': /^internal$/,
  'alb.ingress.kubernetes.io/scheme': /^internal$/,
  'networking.gke.io/load-balancer-type': /^internal$/i,
  'cloud.google.com/load-balancer-type': /^internal$/i,
  'kubernetes.io/ingress.class': /^gce-internal$/,
  'service.beta.kubernetes.io/azure-load-balancer-internal': /^true$/,
  'appgw.ingress.kubernetes.io/use-private-ip': /^true$/,
  'service.beta.kubernetes.io/openstack-internal-load-balancer': /^true$/,
  'service.beta.kubernetes.io/oci-load-balancer-internal': /^true$/,
  'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': /^intranet$/,
  'service.beta.kubernetes.io/do-loadbalancer-network': /^internal$/i,
  'service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type': /^private$/,
  'load-balancer.hetzner.cloud/disable-public-network': /^true$/,
};

/** The annotation that keeps the load balancer of a service or an ingress inside; undefined where none does. */
export function internalAnnotation(block: Block): string | undefined {
  const annotations = only(within(block.arguments, ['metadata', 'annotations']));
  if (!isObject(annotations)) return undefined;
  return Object.keys(INTERNAL).find((name) => INTERNAL[name]?.test(textOf(annotations[name])) === true);
}

/** What it means that an annotation no longer keeps a load balancer inside; undefined where one still does, or none did. */
export function publication(before: Block | undefined, after: Block | undefined): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  const name = internalAnnotation(before);
  if (name === undefined || internalAnnotation(after) !== undefined) return undefined;
  const now = textOf(within(after.arguments, ['metadata', 'annotations', name]));
  const how = now === '' ? 'is gone' : `is ${now}`;
  return `may be reached from the internet: ${name}, which kept its load balancer inside, ${how}`;
}
