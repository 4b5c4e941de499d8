import type {
  DeploymentV1SpecTemplate,
  DeploymentV1SpecTemplateSpecAffinity,
} from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { annotationsOf } from '../../metadata';
import { userId } from '../exemption';
import { UNPRIVILEGED_PORTS } from '../unprivileged-ports';
import type { ResolvedWorkload } from '../workload-spec';
import { containerOf } from './container';
import { listed, ownLabelsOf, selectorOf } from './context';
import { checksumsOf } from './files';
import { volumesOf } from './mounts';

/** The pods of a workload, as the restricted pod security standard admits them. */
export function podTemplate(workload: ResolvedWorkload, namespace: string): DeploymentV1SpecTemplate {
  const { labels, podLabels, annotations, podAnnotations, files } = workload;
  const { hostNetwork, imagePullSecrets, kind, nodeSelector, single, terminationGrace } = workload;
  return {
    metadata: {
      // What is selected by comes last: nothing else may stand in its place.
      labels: { ...labels, ...podLabels, ...ownLabelsOf(workload) },
      annotations: annotationsOf(annotations, podAnnotations, checksumsOf(files)),
    },
    spec: {
      container: [containerOf(workload, namespace)],
      securityContext: securityContext(workload),
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(hostNetwork === undefined ? {} : { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }),
      terminationGracePeriodSeconds: terminationGrace.toSeconds(),
      imagePullSecrets: listed(
        imagePullSecrets.map((name) => ({ name })),
        ({ name }) => name,
      ),
      nodeSelector: Object.keys(nodeSelector).length === 0 ? undefined : nodeSelector,
      ...(single || kind === 'daemonSet'
        ? {}
        : { topologySpreadConstraint: [spreadOverNodes(workload)], affinity: awayFromOwnZones(workload) }),
      volume: volumesOf(workload),
    },
  };
}

function securityContext(workload: ResolvedWorkload) {
  const { user, group = userId(user), fsGroup = group, volumes } = workload;
  return {
    runAsNonRoot: typeof user === 'number',
    runAsUser: String(userId(user)),
    runAsGroup: String(group),
    fsGroup: String(fsGroup),
    // Without it every start changes the owner of every file on the volume.
    ...(Object.keys(volumes).length === 0 ? {} : { fsGroupChangePolicy: 'OnRootMismatch' }),
    seccompProfile: { type: 'RuntimeDefault' },
    ...lowPorts(workload),
  };
}

/**
 * Lets any user listen on the ports below 1024 that are declared: in the pod's own network they belong to nobody else. The sysctl is
 * safe, and the restricted standard admits it. A capability would not do: only root keeps one.
 */
function lowPorts({ ports, hostNetwork }: ResolvedWorkload) {
  const lowest = Math.min(...Object.values(ports).map(({ container }) => container));
  if (hostNetwork !== undefined || lowest >= UNPRIVILEGED_PORTS) return {};
  return { sysctl: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(lowest) }] };
}

/** Wished for, not demanded: with a node lost or full, a pod beside its like is better than none. */
function spreadOverNodes({ name, kind }: ResolvedWorkload) {
  return {
    topologyKey: 'kubernetes.io/hostname',
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: [{ matchLabels: selectorOf(name) }],
    // Else the pods that a rollout replaces count, and the new ones end up where the old ones are not. In a stateful set the old
    // pod has gone by then, and the others, old or new, are those to keep away from.
    ...(kind === 'statefulSet' ? {} : { matchLabelKeys: ['pod-template-hash'] }),
    // A node that is being drained is no place to be even with.
    nodeTaintsPolicy: 'Honor',
  };
}

/**
 * A second constraint over zones would undo the one over nodes wherever nodes have no zone: the scheduler gives no points to a
 * node that lacks the label of any constraint (PodTopologySpread, scoring). This is a wish of its own.
 */
function awayFromOwnZones({ name }: ResolvedWorkload): DeploymentV1SpecTemplateSpecAffinity {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            topologyKey: 'topology.kubernetes.io/zone',
            labelSelector: [{ matchLabels: selectorOf(name) }],
          },
        },
      ],
    },
  };
}
