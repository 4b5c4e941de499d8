import { kubernetes, type ServiceV1 } from '../../providers/kubernetes';
import { claimAddress } from '../../terraform';
import { isListed, type ResolvedPort } from '../port';
import type { IpFamilies } from '../shapes';
import type { ResolvedWorkload } from '../workload-spec';
import { scrapedOn } from './scraped';
import { after, listed, metadataOf, selectorOf, type WorkloadContext } from './context';

/**
 * The name that leads to the pods. A stateful set of one has a headless one: its name leads to the one pod itself. That translates
 * no numbers, so it has an address of its own where a port asks for another one.
 *
 * Without ports a deployment has none; a stateful set of one must have one.
 */
export function serviceOf(context: WorkloadContext): ServiceV1 | undefined {
  const { name, ports, single, sessionAffinity } = context.workload;
  if (Object.keys(ports).length === 0 && !single) return undefined;
  return claimAddress(
    new kubernetes.ServiceV1(context.scope, 'service', {
      metadata: metadataOf(context, name, scrapedOn('service', context.workload)),
      spec: {
        type: 'ClusterIP',
        ...familiesOf(context.workload),
        ...(sessionAffinity === undefined ? {} : { sessionAffinity }),
        ...(single && !Object.values(ports).some(isTranslated) ? { clusterIp: 'None' } : {}),
        selector: selectorOf(name),
        port: listed(Object.entries(ports).map(servicePort), (port) => port.name),
      },
      ...after(context),
    }),
    name,
  );
}

/** The name of the headless Service behind a stateful set of several. */
export function headlessName(workload: string): string {
  return `${workload}-headless`;
}

/**
 * Gives each pod of a stateful set its own name, beside the Service that leads to any of them: `store-0.store-headless`. The pods
 * find each other before they are ready, since some are only ready once they have.
 */
export function headlessServiceOf(context: WorkloadContext): ServiceV1 | undefined {
  const { name, ports, kind } = context.workload;
  if (kind !== 'statefulSet') return undefined;
  return claimAddress(
    new kubernetes.ServiceV1(context.scope, 'headless-service', {
      metadata: metadataOf(context, headlessName(name)),
      spec: {
        type: 'ClusterIP',
        ...familiesOf(context.workload),
        clusterIp: 'None',
        publishNotReadyAddresses: true,
        selector: selectorOf(name),
        port: listed(Object.entries(ports).map(podPort), (port) => port.name),
      },
      ...after(context),
    }),
    headlessName(name),
  );
}

const FAMILY_POLICIES: Readonly<Record<IpFamilies, string>> = {
  single: 'SingleStack',
  preferDualStack: 'PreferDualStack',
  requireDualStack: 'RequireDualStack',
};

/** Which IP families a Service of the workload has. Left out, the cluster decides. */
export function familiesOf({ ipFamilies }: ResolvedWorkload): { readonly ipFamilyPolicy?: string } {
  return ipFamilies === undefined ? {} : { ipFamilyPolicy: FAMILY_POLICIES[ipFamilies] };
}

/** Whether callers connect to another number than the process listens on. */
function isTranslated({ container, service }: ResolvedPort): boolean {
  return container !== service;
}

/** A port as a Service has it. */
export function servicePort([name, port]: readonly [string, ResolvedPort]) {
  const { service, container, protocol } = port;
  return { name, port: service, targetPort: isListed(port) ? name : String(container), protocol };
}

/** A port as a name that leads to the pods themselves has it. */
function podPort([name, port]: readonly [string, ResolvedPort]) {
  return servicePort([name, { ...port, service: port.container }]);
}
