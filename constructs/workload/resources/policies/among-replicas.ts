import type { NetworkPolicyV1 } from '../../../providers/kubernetes';
import { selectorOf, type WorkloadContext } from '../context';
import { listening, opened, peer, policy } from './policy';

/** The replicas of a stateful set have names of their own so that they can reach each other: on their ports, they may. */
export function amongReplicas(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { name, kind, ports } = context.workload;
  if (kind !== 'statefulSet' || Object.keys(ports).length === 0) return [];
  const ways = { ports: opened(Object.values(ports).map(listening)) };
  return [
    policy(context, `${name}-among-replicas`, context.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Egress', 'Ingress'],
      egress: [{ to: [peer(name)], ...ways }],
      ingress: [{ from: [peer(name)], ...ways }],
    }),
  ];
}
