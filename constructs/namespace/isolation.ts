import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { Construct } from 'constructs';
import { type Metadata, metadataBlock } from '../metadata';
import { claimAddress } from '../terraform';

const DNS_PORT = '53';

/** No pod of the namespace talks to anyone, nor anyone to it, unless another policy says so. */
export function denyByDefault(
  scope: Construct,
  name: string,
  namespace: NamespaceV1,
  given: Metadata,
): NetworkPolicyV1 {
  return claimAddress(
    new NetworkPolicyV1(scope, 'default-deny', {
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
): NetworkPolicyV1 {
  return claimAddress(
    new NetworkPolicyV1(scope, 'to-dns', {
      metadata: { namespace: name, name: 'to-dns', ...metadataBlock(given) },
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [
              { port: DNS_PORT, protocol: 'TCP' },
              { port: DNS_PORT, protocol: 'UDP' },
            ],
          },
        ],
      },
      dependsOn: [namespace],
    }),
    `${name}-to-dns`,
  );
}
