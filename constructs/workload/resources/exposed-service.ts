import { kubernetes, type ServiceV1Spec } from '../../providers/kubernetes';
import { claimAddress } from '../../terraform';
import { type Clients, type Exposure, exposedPorts, INTERNAL_ANNOTATIONS, nodeNumbersOf } from '../exposure';
import { after, listed, metadataOf, selectorOf, type WorkloadContext } from './context';
import { familiesOf, servicePort } from './service';

/**
 * What clients outside connect to, beside the Service inside: that one keeps its name, its address and all its ports when the
 * workload is exposed or no longer is.
 */
export function exposedServiceOf(context: WorkloadContext): void {
  const { name, ports, exposed } = context.workload;
  if (exposed === undefined) return;
  const chosen = exposedPorts(exposed, Object.keys(ports));
  const blocks = Object.entries(ports)
    .filter(([port]) => chosen.includes(port))
    .map(([port, numbers]) => ({ ...servicePort([port, numbers]), ...nodeNumber(exposed, port) }));
  claimAddress(
    new kubernetes.ServiceV1(context.scope, 'external-service', {
      metadata: metadataOf(context, `${name}-external`, annotationsOf(exposed)),
      spec: {
        ...typeOf(exposed),
        ...familiesOf(context.workload),
        externalTrafficPolicy: exposed.through === undefined ? 'Local' : 'Cluster',
        selector: selectorOf(name),
        port: listed(blocks, (port) => port.name),
      },
      ...after(context),
    }),
    `${name}-external`,
  );
}

function typeOf(exposed: Exposure): ServiceV1Spec {
  if (exposed.kind === 'node-port') return { type: 'NodePort' };
  const { className, from } = exposed;
  return {
    type: 'LoadBalancer',
    ...(className === undefined ? {} : { loadBalancerClass: className }),
    ...('kind' in from ? {} : { loadBalancerSourceRanges: [...new Set(from)].sort() }),
  };
}

function nodeNumber(exposed: Exposure, port: string): { readonly nodePort?: number } {
  if (exposed.kind === 'load-balancer') return {};
  const [, number] = nodeNumbersOf(exposed).find(([name]) => name === port) ?? [];
  return { nodePort: number };
}

function annotationsOf(exposed: Exposure): Record<string, string> {
  return {
    ...exposed.annotations,
    ...(exposed.kind === 'load-balancer' && exposed.internal !== undefined
      ? INTERNAL_ANNOTATIONS[exposed.internal]
      : {}),
    'slipway/exposed-to': described(exposed.from),
  };
}

function described(from: Clients): string {
  return 'kind' in from ? `everyone: ${from.reason}` : [...new Set(from)].sort().join(', ');
}
