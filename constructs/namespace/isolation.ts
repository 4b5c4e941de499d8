import { networkOfAddress } from '../../core/network';
import { kubernetes, type NamespaceV1, type NetworkPolicyV1 } from '../providers/kubernetes';
import type { Construct } from 'constructs';
import { type Metadata, metadataBlock } from '../metadata';
import { claimAddress } from '../terraform';
import type { Dns } from './dns';

/** No pod of the namespace talks to anyone, nor anyone to it, unless another policy says so. */
export function denyByDefault(
  scope: Construct,
  name: string,
  namespace: NamespaceV1,
  given: Metadata,
): NetworkPolicyV1 {
  return claimAddress(
    new kubernetes.NetworkPolicyV1(scope, 'default-deny', {
      metadata: { namespace: name, name: 'default-deny', ...metadataBlock(given) },
      spec: { podSelector: {}, policyTypes: ['Egress', 'Ingress'] },
      dependsOn: [namespace],
    }),
    `${name}-default-deny`,
  );
}

/** Every pod may ask the cluster's DNS: without it no name of a service resolves. */
export function allowDns(
  scope: Construct,
  name: string,
  namespace: NamespaceV1,
  given: Metadata,
  dns: readonly Dns[],
): NetworkPolicyV1 {
  return claimAddress(
    new kubernetes.NetworkPolicyV1(scope, 'to-dns', {
      metadata: { namespace: name, name: 'to-dns', ...metadataBlock(given) },
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: dns.map(wayTo),
      },
      dependsOn: [namespace],
    }),
    `${name}-to-dns`,
  );
}

function wayTo(dns: Dns) {
  if (dns.kind === 'addresses') return { to: dns.addresses.map(oneAddress), ports: bothProtocols(53) };
  const { namespace, podLabels, port = 53 } = dns;
  return {
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        podSelector: { matchLabels: podLabels },
      },
    ],
    ports: bothProtocols(port),
  };
}

function oneAddress(address: string) {
  return { ipBlock: { cidr: networkOfAddress(address) ?? address } };
}

/** Answers that are too long for a datagram come by TCP. */
function bothProtocols(number: number) {
  return ['TCP', 'UDP'].map((protocol) => ({ port: String(number), protocol }));
}
