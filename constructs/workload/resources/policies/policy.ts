import { kubernetes, type NetworkPolicyV1, type NetworkPolicyV1Spec } from '../../../providers/kubernetes';
import { claimAddress } from '../../../terraform';
import type { ResolvedPort } from '../../port';
import type { NumberedPort } from '../../port-number';
import { after, metadataOf, selectorOf, type WorkloadContext } from '../context';
import { compareText } from '../../../../core/text';

/** A network policy of a workload, by a name that nothing else in its stack has. */
export function policy(
  context: WorkloadContext,
  name: string,
  namespace: string,
  spec: NetworkPolicyV1Spec,
): NetworkPolicyV1 {
  return claimAddress(
    new kubernetes.NetworkPolicyV1(context.scope, name, {
      metadata: { ...metadataOf(context, name), namespace },
      spec,
      ...after(context),
    }),
    name,
  );
}

/** The pods of a workload, as a peer. @param namespace where they are, unless beside the pods that the policy is for */
export function peer(workload: string, namespace?: string) {
  return pods(selectorOf(workload), namespace);
}

/** Pods with these labels, as a peer. */
export function pods(labels: Readonly<Record<string, string>>, namespace?: string) {
  return {
    podSelector: Object.keys(labels).length === 0 ? {} : { matchLabels: labels },
    ...(namespace === undefined ? {} : { namespaceSelector: inNamespace(namespace) }),
  };
}

/** A namespace by its name. */
export function inNamespace(name: string) {
  return { matchLabels: { 'kubernetes.io/metadata.name': name } };
}

/** The number that a process listens on. */
export function listening({ container, protocol }: ResolvedPort): NumberedPort {
  return { number: container, protocol };
}

/** Ports as a policy lists them: each once, in order. */
export function opened(ports: readonly NumberedPort[]) {
  const unique = new Map(ports.map((port) => [`${port.number}/${port.protocol}`, port]));
  return [...unique.values()]
    .sort((a, b) => a.number - b.number || compareText(a.protocol, b.protocol))
    .map(({ number, protocol }) => ({ port: String(number), protocol }));
}
