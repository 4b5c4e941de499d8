import { mostReplicas, type WorkloadSpec } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { nodesOf, placesBy } from '../nodes-of';
import { podsIn } from '../pods-in';

/** What pods are spread over, or near to, the machines that join have: enough of it, and labelled so. */
export function topology({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const nodes = nodesOf(project.name, environment);
    if (nodes.length === 0 || environment.cluster.node === undefined) return [];
    return podsIn(project, environment).flatMap(({ path, workload }) =>
      demandsOf(workload).flatMap(({ option, key, effect, minDomains, maxSkew }) => {
        const places = placesBy(nodes, key);
        if (places === 0) return [unlabelled(`${path}.${option}`, key, effect)];
        const fit = minDomains > places ? maxSkew * places : Infinity;
        const pods = mostReplicas(workload.replicas ?? 1);
        return pods <= fit ? [] : [tooFew(`${path}.${option}`, { key, minDomains, places, pods, fit })];
      }),
    );
  });
}

interface Demand {
  /** Where the workload says it. */
  readonly option: string;
  /** The label that makes places of nodes. */
  readonly key: string;
  /** What follows where no node has the label. */
  readonly effect: string;
  readonly minDomains: number;
  readonly maxSkew: number;
}

function demandsOf({ topologySpread = [], affinity = {} }: WorkloadSpec): readonly Demand[] {
  const { podAffinity, podAntiAffinity } = affinity;
  const any = { minDomains: 1, maxSkew: 1 };
  return [
    ...topologySpread.flatMap(
      ({ topologyKey: key, whenUnsatisfiable, minDomains = 1, maxSkew = 1 }, index) =>
        whenUnsatisfiable === 'DoNotSchedule'
          ? [{ option: `topologySpread[${index}]`, key, effect: STAY_PENDING, minDomains, maxSkew }]
          : [],
    ),
    ...(podAffinity?.required ?? []).map(({ topologyKey: key }, index) => ({
      ...any,
      option: `affinity.podAffinity.required[${index}]`,
      key,
      effect: STAY_PENDING,
    })),
    ...(podAntiAffinity?.required ?? []).map(({ topologyKey: key }, index) => ({
      ...any,
      option: `affinity.podAntiAffinity.required[${index}]`,
      key,
      effect: 'it keeps no pods apart',
    })),
  ];
}

const STAY_PENDING = 'its pods stay pending';

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition */
function unlabelled(path: string, key: string, effect: string): Finding {
  return {
    rule: 'services/topology',
    severity: 'warning',
    path: `${path}.topologyKey`,
    message: `should be a label that the machines register with, or ${effect}: Slipway cannot see what else labels nodes`,
    value: key,
    advice:
      key === 'topology.kubernetes.io/zone'
        ? 'Give the hypervisors a failureDomain, or joins(…) the label.'
        : 'Add it to the labels of joins(…): what kubectl sets is lost when a roll replaces a machine.',
  };
}

interface TooFew extends Pick<Demand, 'key' | 'minDomains'> {
  readonly places: number;
  readonly pods: number;
  readonly fit: number;
}

/** Below the fewest places, the emptiest counts as having none, and each takes `maxSkew` pods at most. */
function tooFew(path: string, { key, minDomains, places, pods, fit }: TooFew): Finding {
  return problem({
    rule: 'services/spread',
    path: `${path}.minDomains`,
    message: `must be at most the ${places} that the machines have of ${key}, or the pods fewer: the others stay pending`,
    value: `${minDomains}, for ${pods} pods, of which ${fit} fit`,
    advice: 'Lower minDomains or the replicas, raise maxSkew, or add machines elsewhere.',
  });
}
