import { kubernetes } from '../../providers/kubernetes';
import type { Size } from '../../quantities';
import { claimAddress } from '../../terraform';
import {
  BODY_SIZE_ANNOTATIONS,
  domainsOf,
  type IngressSpec,
  isPattern,
  type Route,
  routesOf,
} from '../ingress';
import type { Tls } from '../tls';
import type { ResolvedWorkload } from '../workload-spec';
import { after, metadataOf, type WorkloadContext } from './context';

/** The way from domains to ports, where one is asked for. */
export function ingressOf(context: WorkloadContext): void {
  const { name, ports, ingress } = context.workload;
  if (ingress === undefined) return;
  const { className, tls } = ingress;
  const hosts = [...domainsOf(ingress)];
  const secretName = certificateSecret(name, tls);
  const path = routesOf(ingress).map((route) => pathOf(name, ports, route));
  claimAddress(
    new kubernetes.IngressV1(context.scope, 'ingress', {
      metadata: metadataOf(context, name, annotationsOf(ingress)),
      spec: {
        ingressClassName: className,
        rule: hosts.map((host) => ({ host, http: { path } })),
        ...(secretName === undefined ? {} : { tls: [{ hosts, secretName }] }),
      },
      ...after(context),
    }),
    name,
  );
}

function pathOf(name: string, ports: ResolvedWorkload['ports'], { path, port }: Route) {
  const backend = { service: { name, port: { number: ports[port]?.service } } };
  // What a pattern means is the controller's affair.
  return { path, pathType: isPattern(path) ? 'ImplementationSpecific' : 'Prefix', backend };
}

function certificateSecret(workload: string, tls: Tls): string | undefined {
  if (tls.kind === 'plain-http') return undefined;
  return tls.kind === 'existing-certificate' ? tls.secretName : `${workload}-tls`;
}

function annotationsOf({ annotations, controller, maxBodySize, tls }: IngressSpec): Record<string, string> {
  return {
    ...annotations,
    ...(controller === undefined || maxBodySize === undefined
      ? {}
      : { [BODY_SIZE_ANNOTATIONS[controller]]: nginxSize(maxBodySize) }),
    ...tlsAnnotations(tls),
  };
}

function tlsAnnotations(tls: Tls): Record<string, string> {
  if (tls.kind === 'existing-certificate') return {};
  return tls.kind === 'cert-manager'
    ? { 'cert-manager.io/cluster-issuer': tls.clusterIssuer }
    : { 'slipway/plain-http-reason': tls.reason };
}

/** A size as nginx reads it: `40m`, `512k`, or bytes. */
function nginxSize(size: Size): string {
  const bytes = size.toBytes();
  if (bytes % 2 ** 20 === 0) return `${bytes / 2 ** 20}m`;
  return bytes % 2 ** 10 === 0 ? `${bytes / 2 ** 10}k` : String(bytes);
}
