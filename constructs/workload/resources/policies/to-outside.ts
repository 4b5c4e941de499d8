import { networkOfAddress } from '../../../../core/network';
import type { NetworkPolicyV1 } from '../../../providers/kubernetes';
import { type EgressRule, egressRuleOf } from '../../egress';
import type { ExternalEndpoint } from '../../external-endpoint';
import { networksOf, PUBLIC_INTERNET } from '../../network';
import { targetsOf } from '../../target';
import { listed, selectorOf, type WorkloadContext } from '../context';
import { opened, policy } from './policy';

/** One policy for all ways out of the cluster: the servers that the workload connects to, and what `egress` opens. */
export function toOutside(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { name, egress } = context.workload;
  const servers = targetsOf(context.workload).filter((target) => target.kind === 'external');
  const ways = [...servers.map(wayTo), ...egress.map(egressRuleOf)].map(({ networks, ports }) => ({
    to: networks.map((ipBlock) => ({ ipBlock })),
    ports: opened(ports),
  }));
  if (ways.length === 0) return [];
  const unique = new Map(ways.map((way) => [JSON.stringify(way), way]));
  return [
    policy(context, `${name}-to-outside`, context.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Egress'],
      egress: listed([...unique.values()], (way) => JSON.stringify(way)),
    }),
  ];
}

function wayTo({ server, number, protocol, networks }: ExternalEndpoint): EgressRule {
  const own = networkOfAddress(server);
  const given = networks ?? (own === undefined ? undefined : [own]);
  return {
    networks: given === undefined ? PUBLIC_INTERNET : networksOf(given),
    ports: [{ number, protocol }],
  };
}
