import { NetworkPolicyV1, type NetworkPolicyV1Spec } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { claimAddress } from '../../terraform';
import type { Endpoint } from '../endpoint';
import { type ExternalEndpoint, networksOf } from '../external-endpoint';
import type { Protocol, ResolvedPort } from '../port';
import type { IngressSpec } from '../workload-spec';
import { after, listed, metadataOf, selectorOf, type WorkloadContext } from './context';

/** cert-manager answers a challenge with a pod of its own beside the workload, under this label and on this port. */
const CHALLENGE = { labels: { 'acme.cert-manager.io/http01-solver': 'true' }, port: 8089 } as const;
const DEFAULT_CONTROLLER_NAMESPACE = 'ingress-nginx';

/** Opens what is declared in a namespace that denies the rest: two policies for each edge, one at either end. */
export function networkPoliciesOf(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { ingress, connectsTo, egress } = context.workload;
  return [
    ...amongReplicas(context),
    ...edgesOf(connectsTo, context.namespace.name).flatMap((edge) => connection(context, edge)),
    ...toOutside(context, Object.values(egress)),
    ...(ingress === undefined ? [] : fromOutside(context, ingress)),
  ];
}

/** One workload that another connects to, with all the ports it does so on. */
interface Edge {
  readonly workload: string;
  readonly namespace: string;
  readonly ports: readonly OpenPort[];
}

/** A port as a policy opens it: the number that the process listens on. */
interface OpenPort {
  readonly number: number;
  readonly protocol: Protocol;
}

/** What a workload in `callerNamespace` connects to, one edge for each other workload, in order of their names. */
function edgesOf(connections: Readonly<Record<string, Endpoint>>, callerNamespace: string): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const endpoint of Object.values(connections)) {
    const { workload, namespace = callerNamespace, number, container = number, protocol = 'TCP' } = endpoint;
    const key = `${namespace}/${workload}`;
    const ports = [...(edges.get(key)?.ports ?? []), { number: container, protocol }];
    edges.set(key, { workload, namespace, ports });
  }
  return [...edges].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, edge]) => edge);
}

/** The replicas of a stateful set have names of their own so that they can reach each other: on their ports, they may. */
function amongReplicas(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { name, kind, ports } = context.workload;
  if (kind !== 'statefulSet' || Object.keys(ports).length === 0) return [];
  const ways = { ports: opened(Object.values(ports).map(listening)) };
  return [
    policy(context, `${name}-among-replicas`, context.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Egress', 'Ingress'],
      egress: [{ to: [peer(name, undefined)], ...ways }],
      ingress: [{ from: [peer(name, undefined)], ...ways }],
    }),
  ];
}

function connection(
  context: WorkloadContext,
  { workload: callee, namespace, ports }: Edge,
): readonly NetworkPolicyV1[] {
  const caller = context.workload.name;
  const home = context.namespace.name;
  const abroad = namespace !== home;
  const there = abroad ? `${namespace}-${callee}` : callee;
  const here = abroad ? `${home}-${caller}` : caller;
  return [
    policy(context, `${caller}-to-${there}`, home, {
      podSelector: { matchLabels: selectorOf(caller) },
      policyTypes: ['Egress'],
      egress: [{ to: [peer(callee, abroad ? namespace : undefined)], ports: opened(ports) }],
    }),
    policy(context, `${callee}-from-${here}`, namespace, {
      podSelector: { matchLabels: selectorOf(callee) },
      policyTypes: ['Ingress'],
      ingress: [{ from: [peer(caller, abroad ? home : undefined)], ports: opened(ports) }],
    }),
  ];
}

function toOutside(
  context: WorkloadContext,
  endpoints: readonly ExternalEndpoint[],
): readonly NetworkPolicyV1[] {
  if (endpoints.length === 0) return [];
  const { name } = context.workload;
  const ways = endpoints.map((endpoint) => ({
    to: networksOf(endpoint).map((ipBlock) => ({ ipBlock })),
    ports: opened([{ number: endpoint.number, protocol: 'TCP' }]),
  }));
  return [
    policy(context, `${name}-to-outside`, context.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Egress'],
      egress: listed(ways, (way) => JSON.stringify(way)),
    }),
  ];
}

function fromOutside(context: WorkloadContext, ingress: IngressSpec): readonly NetworkPolicyV1[] {
  const { name, ports } = context.workload;
  const { port, tls, controllerNamespace = DEFAULT_CONTROLLER_NAMESPACE } = ingress;
  const open = (policyName: string, labels: Record<string, string>, number: number): NetworkPolicyV1 =>
    policy(context, policyName, context.namespace.name, {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ namespaceSelector: inNamespace(controllerNamespace) }],
          ports: opened([{ number, protocol: 'TCP' }]),
        },
      ],
    });
  const number = ports[port]?.container ?? 0;
  return [
    open(`${name}-from-${controllerNamespace}`, selectorOf(name), number),
    ...(tls.kind === 'cert-manager'
      ? [open(`${name}-challenge-from-${controllerNamespace}`, CHALLENGE.labels, CHALLENGE.port)]
      : []),
  ];
}

function policy(
  context: WorkloadContext,
  name: string,
  namespace: string,
  spec: NetworkPolicyV1Spec,
): NetworkPolicyV1 {
  return claimAddress(
    new NetworkPolicyV1(context.scope, name, {
      metadata: { ...metadataOf(context, name), namespace },
      spec,
      ...after(context),
    }),
    name,
  );
}

function peer(workload: string, namespace: string | undefined) {
  return {
    podSelector: { matchLabels: selectorOf(workload) },
    ...(namespace === undefined ? {} : { namespaceSelector: inNamespace(namespace) }),
  };
}

function inNamespace(name: string) {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}

/** The number that a process listens on. */
function listening({ container, protocol }: ResolvedPort): OpenPort {
  return { number: container, protocol };
}

/** Ports as a policy lists them: each once, in order. */
function opened(ports: readonly OpenPort[]) {
  const unique = new Map(ports.map((port) => [`${port.number}/${port.protocol}`, port]));
  return [...unique.values()]
    .sort((a, b) => a.number - b.number || (a.protocol < b.protocol ? -1 : 1))
    .map(({ number, protocol }) => ({ port: String(number), protocol }));
}
