import type { DeploymentV1SpecTemplate } from '../../providers/kubernetes';
import { annotationsOf } from '../../metadata';
import { literal } from '../../terraform';
import { initContainersOf, ownContainerOf, sidecarsOf, withAllMounts } from '../containers';
import { userId } from '../exemption';
import { hasToken } from '../service-account';
import { UNPRIVILEGED_PORTS } from '../unprivileged-ports';
import type { ResolvedWorkload } from '../workload-spec';
import { containerOf } from './container';
import { listed, ownLabelsOf } from './context';
import { checksumsOf } from './files';
import { volumesOf } from './mounts';
import { schedulingOf } from './scheduling';
import { scrapedOn } from './scraped';
import { accountName } from './service-account';

/** The pods of a workload, as the restricted pod security standard admits them. */
export function podTemplate(workload: ResolvedWorkload, namespace: string): DeploymentV1SpecTemplate {
  const { labels, podLabels, annotations, podAnnotations, user } = workload;
  const { hostNetwork, hostPid, imagePullSecrets, terminationGrace } = workload;
  const mounted = withAllMounts(workload);
  const initContainers = initContainersOf(workload);
  return {
    metadata: {
      // What is selected by comes last: nothing else may stand in its place.
      labels: { ...labels, ...podLabels, ...ownLabelsOf(workload) },
      annotations: annotationsOf(
        annotations,
        podAnnotations,
        scrapedOn('pods', workload),
        checksumsOf(mounted.files),
      ),
    },
    spec: {
      ...(initContainers.length === 0
        ? {}
        : { initContainer: initContainers.map(({ alone }) => containerOf(alone, namespace, user)) }),
      container: [
        containerOf(ownContainerOf(workload), namespace),
        ...(listed(sidecarsOf(workload), ({ name }) => name) ?? []).map(({ alone }) =>
          containerOf(alone, namespace, user),
        ),
      ],
      securityContext: securityContext(workload),
      automountServiceAccountToken: hasToken(workload.serviceAccount),
      serviceAccountName: accountName(workload),
      enableServiceLinks: false,
      ...(hostNetwork === undefined ? {} : { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
      ...(hostPid === undefined ? {} : { hostPid: true }),
      ...namesOf(workload),
      terminationGracePeriodSeconds: terminationGrace.toSeconds(),
      imagePullSecrets: listed(
        imagePullSecrets.map((name) => ({ name })),
        ({ name }) => name,
      ),
      ...schedulingOf(workload),
      volume: volumesOf(mounted),
    },
  };
}

/** How its processes find addresses by names, beside what the cluster's DNS says. */
function namesOf({ hostAliases, dnsOptions }: ResolvedWorkload) {
  const aliases = Object.entries(hostAliases).map(([ip, hostnames]) => ({ ip, hostnames: [...hostnames] }));
  const option = Object.entries(dnsOptions).map(([name, value]) => ({ name, value: literal(value) }));
  return {
    ...(aliases.length === 0 ? {} : { hostAliases: listed(aliases, ({ ip }) => ip) }),
    ...(option.length === 0 ? {} : { dnsConfig: { option: listed(option, ({ name }) => name) } }),
  };
}

function securityContext(workload: ResolvedWorkload) {
  const { user, group = userId(user), fsGroup = group, supplementalGroups, volumes } = workload;
  return {
    runAsNonRoot: typeof user === 'number',
    runAsUser: String(userId(user)),
    runAsGroup: String(group),
    fsGroup: String(fsGroup),
    ...(supplementalGroups.length === 0 ? {} : { supplementalGroups: [...supplementalGroups] }),
    // Without it every start changes the owner of every file on the volume.
    ...(Object.keys(volumes).length === 0 ? {} : { fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' },
    ...sysctlsOf(workload),
  };
}

/** Those that are given, over the one that the ports need. */
function sysctlsOf(workload: ResolvedWorkload) {
  const all = Object.entries({ ...lowPorts(workload), ...workload.sysctls });
  if (all.length === 0) return {};
  return {
    sysctl: listed(
      all.map(([name, value]) => ({ name, value: literal(value) })),
      ({ name }) => name,
    ),
  };
}

/**
 * Lets any user listen on the ports below 1024 that are declared: in the pod's own network they belong to nobody else. The sysctl is
 * safe, and the restricted standard admits it. A capability would not do: only root keeps one.
 */
function lowPorts({ ports, hostNetwork }: ResolvedWorkload): Readonly<Record<string, string>> {
  const lowest = Math.min(...Object.values(ports).map(({ container }) => container));
  if (hostNetwork !== undefined || lowest >= UNPRIVILEGED_PORTS) return {};
  return { 'net.ipv4.ip_unprivileged_port_start': String(lowest) };
}
