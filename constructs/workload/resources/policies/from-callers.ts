import type { NetworkPolicyV1 } from '../../../providers/kubernetes';
import { networksAmong, podsAmong } from '../../callers';
import { networksOf } from '../../network';
import { listed, selectorOf, type WorkloadContext } from '../context';
import { listening, opened, pods, policy } from './policy';

/** Lets in what `allowFrom` names: pods of other namespaces, and networks. */
export function fromCallers(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { name, ports, allowFrom } = context.workload;
  const rules = Object.entries(allowFrom).flatMap(([port, callers]) => {
    const to = ports[port];
    if (to === undefined || callers.length === 0) return [];
    const from = listed(
      [
        ...podsAmong(callers).map(({ namespace, podLabels }) => pods(podLabels, namespace)),
        ...networksOf(networksAmong(callers)).map((ipBlock) => ({ ipBlock })),
      ],
      (caller) => JSON.stringify(caller),
    );
    return [{ from, ports: opened([listening(to)]) }];
  });
  if (rules.length === 0) return [];
  return [
    policy(context, `${name}-from-other-namespaces`, context.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Ingress'],
      ingress: listed(rules, (rule) => JSON.stringify(rule)),
    }),
  ];
}
