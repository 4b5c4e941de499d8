import { keptApartBy, mostReplicas, podsInRollout, takesHostPort } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type ClusterNode, nodesOf, placesBy } from '../nodes-of';
import type { Service } from '../service';
import { isOnEveryNode, replicasOf, servicesIn, settingsOf, workloadOf } from '../workload';

/** Pods that must never share a node, or a zone, have as many as there are pods, those of a rollout included. */
export function apart({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const nodes = nodesOf(project.name, environment);
    if (nodes.length === 0) return [];
    return servicesIn(project, environment)
      .filter(({ props }) => !isOnEveryNode(props))
      .flatMap((service) =>
        keptApartBy(workloadOf(project, environment, service))
          .filter((key) => nodes.every((node) => placesBy([node], key) === 1))
          .flatMap((key) => tooMany(environment, service, nodes, key)),
      );
  });
}

function tooMany(
  environment: Environment,
  service: Service,
  nodes: readonly ClusterNode[],
  key: string,
): readonly Finding[] {
  const most = mostReplicas(replicasOf(service, settingsOf(environment, service)));
  const pods = podsInRollout(service.props, most);
  const places = placesBy(nodes, key);
  if (pods <= places) return [];
  const isByNode = key === 'kubernetes.io/hostname';
  const isByPort = isByNode && takesHostPort(service.props.ports ?? {});
  const otherwise = isByPort ? 'leave hostPort out' : 'make the affinity a wish (preferred)';
  return [
    problem({
      rule: 'services/apart',
      path: `environments.${environment.name}.services.${service.name}`,
      message: `must have a ${isByNode ? 'node' : `value of ${key}`} for each pod: ${isByPort ? 'no two on a node can have its hostPort' : 'its affinity keeps them apart'}`,
      value: `${pods} pods during a rollout, ${isByNode ? `on ${places} machines` : `where machines have ${places} values`}`,
      advice:
        pods === most || most > places
          ? `Add a slot, lower replicas, or ${otherwise}.`
          : `Give rollout: { maxSurge: 0, maxUnavailable: 1 }, add a slot, or ${otherwise}.`,
    }),
  ];
}
