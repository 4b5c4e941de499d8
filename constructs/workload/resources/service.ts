import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { claimAddress } from '../../terraform';
import { after, listed, metadataOf, selectorOf, type WorkloadContext } from './context';

/**
 * The name that leads to the pods. A stateful set's is headless: its name leads to the one pod itself, which is why the
 * Service's numbers are the container's.
 *
 * Without ports a deployment has none; a stateful set must have one.
 */
export function serviceOf(context: WorkloadContext): ServiceV1 | undefined {
  const { name, ports, single } = context.workload;
  if (Object.keys(ports).length === 0 && !single) return undefined;
  return claimAddress(
    new ServiceV1(context.scope, 'service', {
      metadata: metadataOf(context),
      spec: {
        type: 'ClusterIP',
        ...(single ? { clusterIp: 'None' } : {}),
        selector: selectorOf(name),
        port: listed(Object.entries(ports).map(servicePort), (port) => port.name),
      },
      ...after(context),
    }),
    name,
  );
}

function servicePort([name, number]: readonly [string, number]) {
  return { name, port: number, targetPort: name, protocol: 'TCP' };
}
