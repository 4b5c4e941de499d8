import { isKeptApart, mostReplicas, podsInRollout } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import type { Service } from '../service';
import { isOnEveryNode, replicasOf, settingsOf, workloadOf } from '../workload';

/** Pods that must never share a node have as many nodes as there are pods, those of a rollout included. */
export function apart({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const machines = Object.keys(environment.pools[environment.cluster.nodePool ?? '']?.slots ?? {}).length;
    if (machines === 0) return [];
    return project.props.services
      .filter(({ name, props }) => environment.services[name] !== undefined && !isOnEveryNode(props))
      .filter((service) => isKeptApart(workloadOf(project, environment, service)))
      .flatMap((service) => tooMany(environment, service, machines));
  });
}

function tooMany(environment: Environment, service: Service, machines: number): readonly Finding[] {
  const most = mostReplicas(replicasOf(service, settingsOf(environment, service)));
  const pods = podsInRollout(service.props, most);
  if (pods <= machines) return [];
  return [
    problem({
      rule: 'services/apart',
      path: `environments.${environment.name}.services.${service.name}`,
      message: 'must have a node for each pod: its affinity keeps them apart',
      value: `${pods} pods during a rollout, on ${machines} machines`,
      advice:
        pods === most || most > machines
          ? 'Add a slot, lower replicas, or make the affinity a wish (preferred).'
          : 'Give rollout: { maxSurge: 0, maxUnavailable: 1 }, add a slot, or make the affinity a wish (preferred).',
    }),
  ];
}
