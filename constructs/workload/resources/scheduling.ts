import type {
  DeploymentV1SpecTemplateSpec,
  DeploymentV1SpecTemplateSpecAffinity,
} from '../../providers/kubernetes';
import type {
  Affinity,
  NodeRequirement,
  PodAffinityTerms,
  PodTerm,
  Tolerations,
  TopologySpread,
} from '../scheduling';
import type { ResolvedWorkload } from '../workload-spec';
import { selectorOf } from './context';

type Scheduling = Pick<
  DeploymentV1SpecTemplateSpec,
  | 'nodeSelector'
  | 'toleration'
  | 'affinity'
  | 'topologySpreadConstraint'
  | 'priorityClassName'
  | 'runtimeClassName'
>;

/** Which nodes the pods run on, and which pods come first. */
export function schedulingOf(workload: ResolvedWorkload): Scheduling {
  const { nodeSelector, tolerations, priorityClass, runtimeClass } = workload;
  return {
    nodeSelector: Object.keys(nodeSelector).length === 0 ? undefined : nodeSelector,
    toleration: tolerationsOf(tolerations),
    topologySpreadConstraint: spreadOf(workload),
    affinity: affinityOf(workload),
    priorityClassName: priorityClass,
    runtimeClassName: runtimeClass,
  };
}

function tolerationsOf(tolerations: Tolerations) {
  if (tolerations === 'all') return [{ operator: 'Exists' }];
  if (tolerations.length === 0) return undefined;
  return tolerations.map(({ key, value, effect, for: span }) => ({
    key,
    ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }),
    ...(effect === undefined ? {} : { effect }),
    ...(span === undefined ? {} : { tolerationSeconds: String(span.toSeconds()) }),
  }));
}

/** Pods that may have others like them. */
function isSpread({ single, kind }: ResolvedWorkload): boolean {
  return !single && kind !== 'daemonSet';
}

function spreadOf(workload: ResolvedWorkload) {
  const { name, kind, topologySpread } = workload;
  const constraints = topologySpread ?? (isSpread(workload) ? OVER_NODES : []);
  if (constraints.length === 0) return undefined;
  return constraints.map(
    ({ topologyKey, maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway', minDomains }) => ({
      topologyKey,
      maxSkew,
      whenUnsatisfiable,
      ...(minDomains === undefined ? {} : { minDomains }),
      labelSelector: [{ matchLabels: selectorOf(name) }],
      ...amongOneRollout(kind),
      // A node that is being drained is no place to be even with.
      nodeTaintsPolicy: 'Honor',
    }),
  );
}

/** Wished for, not demanded: with a node lost or full, a pod beside its like is better than none. */
const OVER_NODES: readonly TopologySpread[] = [{ topologyKey: 'kubernetes.io/hostname' }];

/**
 * Else the pods that a rollout replaces count, and the new ones end up where the old ones are not. In a stateful set the old pod has
 * gone by then, and the others, old or new, are those to keep away from.
 */
function amongOneRollout(kind: ResolvedWorkload['kind']) {
  return kind === 'deployment' ? { matchLabelKeys: ['pod-template-hash'] } : {};
}

function affinityOf(workload: ResolvedWorkload): DeploymentV1SpecTemplateSpecAffinity | undefined {
  const { affinity = {} } = workload;
  const { nodeAffinity = {}, podAffinity = {}, podAntiAffinity } = affinity;
  const away = podAntiAffinity ?? (isSpread(workload) ? awayFromOwnZones(workload) : {});
  const all: DeploymentV1SpecTemplateSpecAffinity = {
    nodeAffinity: nodeAffinityOf(nodeAffinity),
    podAffinity: podTermsOf(podAffinity),
    podAntiAffinity: podTermsOf(away),
  };
  // The cluster keeps no empty one: each plan would want to add it again.
  const given = Object.entries(all).filter(([, terms]) => Object.keys(terms as object).length > 0);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/**
 * A second constraint over zones would undo the one over nodes wherever nodes have no zone: the scheduler gives no points to a
 * node that lacks the label of any constraint (PodTopologySpread, scoring). This is a wish of its own.
 */
function awayFromOwnZones({ name }: ResolvedWorkload): PodAffinityTerms {
  return {
    preferred: [{ weight: 100, topologyKey: 'topology.kubernetes.io/zone', matchLabels: selectorOf(name) }],
  };
}

function nodeAffinityOf({ required = [], preferred = [] }: NonNullable<Affinity['nodeAffinity']>) {
  return {
    ...(required.length === 0
      ? {}
      : {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerm: required.map((all) => ({ matchExpressions: all.map(expressionOf) })),
          },
        }),
    ...(preferred.length === 0
      ? {}
      : {
          preferredDuringSchedulingIgnoredDuringExecution: preferred.map(({ weight, requirements }) => ({
            weight,
            preference: { matchExpressions: requirements.map(expressionOf) },
          })),
        }),
  };
}

function expressionOf({ key, operator, values }: NodeRequirement) {
  return { key, operator, ...(values === undefined ? {} : { values: [...values] }) };
}

function podTermsOf({ required = [], preferred = [] }: PodAffinityTerms) {
  return {
    ...(required.length === 0
      ? {}
      : { requiredDuringSchedulingIgnoredDuringExecution: required.map(podTermOf) }),
    ...(preferred.length === 0
      ? {}
      : {
          preferredDuringSchedulingIgnoredDuringExecution: preferred.map(({ weight, ...term }) => ({
            weight,
            podAffinityTerm: podTermOf(term),
          })),
        }),
  };
}

function podTermOf({ topologyKey, matchLabels, namespaces }: PodTerm) {
  return {
    topologyKey,
    labelSelector: [{ matchLabels }],
    ...(namespaces === undefined ? {} : { namespaces: [...namespaces] }),
  };
}
