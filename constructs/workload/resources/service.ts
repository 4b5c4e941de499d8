import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { claimAddress } from '../../terraform';
import { listed } from './listed';
import { after, metadataOf, selectorOf, type Site } from './site';

/**
 * The name that leads to the pods. A stateful set's is headless: its name leads to the one pod itself, which is why the
 * Service's numbers are the container's.
 *
 * Without ports a deployment has none; a stateful set must have one.
 */
export function serviceOf(site: Site): ServiceV1 | undefined {
  const { name, ports, single } = site.workload;
  if (Object.keys(ports).length === 0 && !single) return undefined;
  return claimAddress(
    new ServiceV1(site.scope, 'service', {
      metadata: metadataOf(site),
      spec: {
        type: 'ClusterIP',
        ...(single ? { clusterIp: 'None' } : {}),
        selector: selectorOf(name),
        port: listed(Object.entries(ports).map(servicePort), (port) => port.name),
      },
      ...after(site),
    }),
    name,
  );
}

function servicePort([name, number]: readonly [string, number]) {
  return { name, port: number, targetPort: name, protocol: 'TCP' };
}
