import type { NetworkPolicyV1 } from '../../../providers/kubernetes';
import type { Endpoint } from '../../endpoint';
import type { ForeignService } from '../../foreign-service';
import type { NumberedPort } from '../../port-number';
import { targetsOf } from '../../target';
import { selectorOf, type WorkloadContext } from '../context';
import { opened, peer, pods, policy } from './policy';
import { by } from '../../../../core/text';

/** What a workload connects to in the cluster, with all the ports on which it does so. */
interface Edge {
  readonly callee: string;
  readonly namespace: string;
  readonly podLabels: Readonly<Record<string, string>>;
  /** Whether somebody else decides who connects to it. */
  readonly foreign: boolean;
  readonly ports: readonly NumberedPort[];
}

/**
 * Two policies for each connection, one at either end. Of another's namespace only the end that is here: a policy there would deny
 * its pods everything else.
 */
export function connections(context: WorkloadContext): readonly NetworkPolicyV1[] {
  return edgesOf(context).flatMap((edge) => [
    outOf(context, edge),
    ...(edge.foreign ? [] : [into(context, edge)]),
  ]);
}

/** One edge for each other workload, in order of their names. */
function edgesOf({ workload, namespace }: WorkloadContext): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const target of targetsOf(workload)) {
    if (target.kind === 'external') continue;
    const edge = target.kind === 'foreign' ? ofForeign(target) : ofWorkload(target, namespace.name);
    const key = `${edge.namespace}/${edge.callee}`;
    edges.set(key, { ...edge, ports: [...(edges.get(key)?.ports ?? []), ...edge.ports] });
  }
  return [...edges].sort(by(([name]) => name)).map(([, edge]) => edge);
}

function ofForeign({ service, namespace, podLabels, container, protocol }: ForeignService): Edge {
  return { callee: service, namespace, podLabels, foreign: true, ports: [{ number: container, protocol }] };
}

function ofWorkload(endpoint: Endpoint, callerNamespace: string): Edge {
  const { workload, namespace = callerNamespace, number, container = number, protocol = 'TCP' } = endpoint;
  const ports = [{ number: container, protocol }];
  return { callee: workload, namespace, podLabels: selectorOf(workload), foreign: false, ports };
}

function outOf(context: WorkloadContext, { callee, namespace, podLabels, ports }: Edge): NetworkPolicyV1 {
  const caller = context.workload.name;
  const home = context.namespace.name;
  const abroad = namespace !== home;
  return policy(context, `${caller}-to-${abroad ? `${namespace}-${callee}` : callee}`, home, {
    podSelector: { matchLabels: selectorOf(caller) },
    policyTypes: ['Egress'],
    egress: [{ to: [pods(podLabels, abroad ? namespace : undefined)], ports: opened(ports) }],
  });
}

function into(context: WorkloadContext, { callee, namespace, podLabels, ports }: Edge): NetworkPolicyV1 {
  const caller = context.workload.name;
  const home = context.namespace.name;
  const abroad = namespace !== home;
  return policy(context, `${callee}-from-${abroad ? `${home}-${caller}` : caller}`, namespace, {
    podSelector: { matchLabels: podLabels },
    policyTypes: ['Ingress'],
    ingress: [{ from: [peer(caller, abroad ? home : undefined)], ports: opened(ports) }],
  });
}
