import { NetworkPolicyV1, type NetworkPolicyV1Spec } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { claimAddress } from '../../terraform';
import { type Edge, edgesOf } from '../edges';
import { type ExternalEndpoint, networksOf } from '../external-endpoint';
import type { IngressSpec } from '../workload-spec';
import { listed } from './listed';
import { after, labelsOf, selectorOf, type Site } from './site';

/** cert-manager answers a challenge with a pod of its own beside the workload, under this label and on this port. */
const CHALLENGE = { labels: { 'acme.cert-manager.io/http01-solver': 'true' }, port: 8089 } as const;
const DEFAULT_CONTROLLER_NAMESPACE = 'ingress-nginx';

/** Opens what is declared in a namespace that denies the rest: two policies for each edge, one at either end. */
export function networkPoliciesOf(site: Site): readonly NetworkPolicyV1[] {
  const { ingress, connectsTo, egress } = site.workload;
  return [
    ...edgesOf(connectsTo, site.namespace.name).flatMap((edge) => connection(site, edge)),
    ...toOutside(site, Object.values(egress)),
    ...(ingress === undefined ? [] : fromOutside(site, ingress)),
  ];
}

function connection(site: Site, { workload: callee, namespace, numbers }: Edge): readonly NetworkPolicyV1[] {
  const caller = site.workload.name;
  const home = site.namespace.name;
  const abroad = namespace !== home;
  const there = abroad ? `${namespace}-${callee}` : callee;
  const here = abroad ? `${home}-${caller}` : caller;
  return [
    policy(site, `${caller}-to-${there}`, home, {
      podSelector: { matchLabels: selectorOf(caller) },
      policyTypes: ['Egress'],
      egress: [{ to: [peer(callee, abroad ? namespace : undefined)], ports: numbers.map(tcpPort) }],
    }),
    policy(site, `${callee}-from-${here}`, namespace, {
      podSelector: { matchLabels: selectorOf(callee) },
      policyTypes: ['Ingress'],
      ingress: [{ from: [peer(caller, abroad ? home : undefined)], ports: numbers.map(tcpPort) }],
    }),
  ];
}

function toOutside(site: Site, endpoints: readonly ExternalEndpoint[]): readonly NetworkPolicyV1[] {
  if (endpoints.length === 0) return [];
  const { name } = site.workload;
  const ways = endpoints.map((endpoint) => ({
    to: networksOf(endpoint).map((ipBlock) => ({ ipBlock })),
    ports: [tcpPort(endpoint.number)],
  }));
  return [
    policy(site, `${name}-to-outside`, site.namespace.name, {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ['Egress'],
      egress: listed(ways, (way) => JSON.stringify(way)),
    }),
  ];
}

function fromOutside(site: Site, ingress: IngressSpec): readonly NetworkPolicyV1[] {
  const { name, ports } = site.workload;
  const { port, tls, controllerNamespace = DEFAULT_CONTROLLER_NAMESPACE } = ingress;
  const open = (policyName: string, labels: Record<string, string>, number: number): NetworkPolicyV1 =>
    policy(site, policyName, site.namespace.name, {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ namespaceSelector: inNamespace(controllerNamespace) }], ports: [tcpPort(number)] },
      ],
    });
  const number = ports[port] ?? 0;
  return [
    open(`${name}-from-${controllerNamespace}`, selectorOf(name), number),
    ...(tls.kind === 'cert-manager'
      ? [open(`${name}-challenge-from-${controllerNamespace}`, CHALLENGE.labels, CHALLENGE.port)]
      : []),
  ];
}

function policy(site: Site, name: string, namespace: string, spec: NetworkPolicyV1Spec): NetworkPolicyV1 {
  return claimAddress(
    new NetworkPolicyV1(site.scope, name, {
      metadata: { name, namespace, labels: labelsOf(site.workload) },
      spec,
      ...after(site),
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

function tcpPort(number: number) {
  return { port: String(number), protocol: 'TCP' };
}
