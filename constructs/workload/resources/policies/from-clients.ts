import type { NetworkPolicyV1 } from '../../../providers/kubernetes';
import { exposedPorts } from '../../exposure';
import { networksOf } from '../../network';
import { selectorOf, type WorkloadContext } from '../context';
import { listening, opened, policy } from './policy';

const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** Lets clients in that connect from outside without an ingress, at the addresses that arrive at the pods. */
export function fromClients(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { name, ports, exposed } = context.workload;
  if (exposed === undefined) return [];
  const { from, through = 'kind' in from ? ANYWHERE : from } = exposed;
  const served = exposedPorts(exposed, Object.keys(ports)).flatMap((port) => ports[port] ?? []);
  return [
    policy(context, `${name}-from-clients`, context.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: networksOf(through).map((ipBlock) => ({ ipBlock })),
          ports: opened(served.map(listening)),
        },
      ],
    }),
  ];
}
