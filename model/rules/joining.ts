import { checkClusterNode } from '../../constructs/cluster-node';
import { distinctFindings, type Finding } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { clusterNodeOn } from '../joining';
import { hypervisorsOf } from '../names';

/** Machines that are to join a cluster are told what they need, and are let in touch with it. */
export function joining({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const { nodePool: name = '', node } = environment.cluster;
    const pool = environment.pools[name];
    if (node === undefined || pool === undefined) return [];
    const path = `environments.${environment.name}.cluster.node`;
    const found = hypervisorsOf({ [name]: pool }).flatMap((hypervisor) =>
      checkClusterNode(
        clusterNodeOn(project.name, environment, hypervisor) ?? node,
        pool.cloudInit ?? {},
        path,
      ),
    );
    // Of several hypervisors, each problem once.
    return [...distinctFindings(found), ...translated(environment, name)];
  });
}

/** The control plane connects to its nodes: for logs, for exec, for metrics, and to webhooks in pods. */
function translated({ name, pools, networks }: Environment, nodePool: string): readonly Finding[] {
  const network = pools[nodePool]?.network ?? '';
  if (networks[network]?.kind !== 'nat') return [];
  return [
    {
      severity: 'warning',
      rule: 'joining/inbound',
      path: `environments.${name}.networks.${network}`,
      message:
        'lets nobody but its host in, so that a control plane elsewhere has no logs, exec, metrics or webhooks',
      value: 'nat',
      advice: 'Use bridged or routed, or ignore this where the control plane runs on that host.',
    },
  ];
}
