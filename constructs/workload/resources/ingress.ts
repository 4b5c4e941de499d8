import { IngressV1 } from '@cdktf/provider-kubernetes/lib/ingress-v1';
import { claimAddress } from '../../terraform';
import type { Tls } from '../tls';
import { after, metadataOf, type WorkloadContext } from './context';

/** The way from a domain to a port, where one is asked for. */
export function ingressOf(context: WorkloadContext): void {
  const { name, ports, ingress } = context.workload;
  if (ingress === undefined) return;
  const { port, domain, className, tls } = ingress;
  const secretName = certificateSecret(name, tls);
  claimAddress(
    new IngressV1(context.scope, 'ingress', {
      metadata: metadataOf(context, name, annotationsOf(tls)),
      spec: {
        ingressClassName: className,
        rule: [
          {
            host: domain,
            http: {
              path: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name, port: { number: ports[port]?.service } } },
                },
              ],
            },
          },
        ],
        ...(secretName === undefined ? {} : { tls: [{ hosts: [domain], secretName }] }),
      },
      ...after(context),
    }),
    name,
  );
}

function certificateSecret(workload: string, tls: Tls): string | undefined {
  if (tls.kind === 'plain-http') return undefined;
  return tls.kind === 'existing-certificate' ? tls.secretName : `${workload}-tls`;
}

function annotationsOf(tls: Tls): Record<string, string> | undefined {
  if (tls.kind === 'existing-certificate') return undefined;
  return tls.kind === 'cert-manager'
    ? { 'cert-manager.io/cluster-issuer': tls.clusterIssuer }
    : { 'slipway/plain-http-reason': tls.reason };
}
