import type { Duration } from '../quantities';
import { type Ports, takesHostPort } from './port';

/** What a taint does to pods that do not tolerate it. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

/**
 * A taint of nodes that its pods bear.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface Toleration {
  /** The key of the taint. */
  readonly key: string;
  /** Its value. @default any */
  readonly value?: string;
  /** Its effect. @default any */
  readonly effect?: TaintEffect;
  /** How long pods stay on a node that gets the taint; for the effect `NoExecute`. @default for ever */
  readonly for?: Duration;
}

/** The taints that its pods bear: those listed, or `'all'`. */
export type Tolerations = readonly Toleration[] | 'all';

/** What a label of a node must be. */
export interface NodeRequirement {
  /** The key of the label. */
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  /** What it is compared with: none for `Exists` and `DoesNotExist`, one number for `Gt` and `Lt`. */
  readonly values?: readonly string[];
}

/** Pods with these labels, and what counts as near them: `kubernetes.io/hostname` for one node. */
export interface PodTerm {
  /** The labels of those pods. */
  readonly matchLabels: Readonly<Record<string, string>>;
  /** The label of nodes whose value is the same near those pods. */
  readonly topologyKey: string;
  /** Where those pods are. @default in the namespace of the workload */
  readonly namespaces?: readonly string[];
}

/** A wish, 1–100: the scheduler adds up the weights of those that a node fulfils. */
interface Weighted {
  readonly weight: number;
}

/** Which pods to be near, or away from. */
export interface PodAffinityTerms {
  /** All must hold. @default none */
  readonly required?: readonly PodTerm[];
  /** Wishes. @default none */
  readonly preferred?: readonly (PodTerm & Weighted)[];
}

/**
 * Which nodes pods run on, by the labels of nodes and by the pods that are there.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export interface Affinity {
  /** Nodes by their labels. @default any */
  readonly nodeAffinity?: {
    /** One of these lists must hold, with everything in it. @default any node */
    readonly required?: readonly (readonly NodeRequirement[])[];
    /** Wishes. @default none */
    readonly preferred?: readonly (Weighted & { readonly requirements: readonly NodeRequirement[] })[];
  };
  /** Near which pods. @default none */
  readonly podAffinity?: PodAffinityTerms;
  /** Away from which pods. @default away from zones with pods of the workload, where possible */
  readonly podAntiAffinity?: PodAffinityTerms;
}

/**
 * How evenly pods of the workload are spread over what nodes have in common.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export interface TopologySpread {
  /** The label of nodes whose values are the places: `topology.kubernetes.io/zone`. */
  readonly topologyKey: string;
  /** The most pods by which two places may differ. @default 1 */
  readonly maxSkew?: number;
  /** Whether a pod that would break it waits, or runs all the same. @default 'ScheduleAnyway' */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
  /** The fewest places; with `DoNotSchedule`. @default 1 */
  readonly minDomains?: number;
}

/** The labels of nodes by which no two pods of a workload may be near each other: its affinity demands it, or they want one port of a node. */
export function keptApartBy({
  name,
  affinity,
  ports = {},
}: {
  readonly name: string;
  readonly affinity?: Affinity;
  readonly ports?: Ports;
}): readonly string[] {
  const own = (affinity?.podAntiAffinity?.required ?? []).filter(
    ({ matchLabels, namespaces }) =>
      namespaces === undefined &&
      Object.entries(matchLabels).every(([key, value]) => key === 'app.kubernetes.io/name' && value === name),
  );
  const keys = own.map(({ topologyKey }) => topologyKey);
  return [...new Set(takesHostPort(ports) ? [...keys, 'kubernetes.io/hostname'] : keys)];
}
