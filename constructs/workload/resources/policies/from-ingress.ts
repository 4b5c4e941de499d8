import type { NetworkPolicyV1 } from '../../../providers/kubernetes';
import { controllerNamespaceOf, type IngressSpec, routesOf } from '../../ingress';
import { networksOf } from '../../network';
import type { NumberedPort } from '../../port-number';
import { selectorOf, type WorkloadContext } from '../context';
import { inNamespace, listening, opened, policy } from './policy';

/** cert-manager answers a challenge with a pod of its own beside the workload, under this label and on this port. */
const CHALLENGE = {
  labels: { 'acme.cert-manager.io/http01-solver': 'true' },
  port: { number: 8089, protocol: 'TCP' },
} as const;

/** Lets the ingress controller in, where there is an ingress. */
export function fromIngress(context: WorkloadContext): readonly NetworkPolicyV1[] {
  const { name, ports, ingress } = context.workload;
  if (ingress === undefined) return [];
  const from = controllersOf(ingress);
  const open = (
    policyName: string,
    labels: Record<string, string>,
    to: readonly NumberedPort[],
  ): NetworkPolicyV1 =>
    policy(context, policyName, context.namespace.name, {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress'],
      ingress: [{ from, ports: opened(to) }],
    });
  const controller = controllerNamespaceOf(ingress) ?? 'ingress-controller';
  const served = routesOf(ingress).flatMap(({ port }) => ports[port] ?? []);
  return [
    open(`${name}-from-${controller}`, selectorOf(name), served.map(listening)),
    ...(ingress.tls.kind === 'cert-manager'
      ? [open(`${name}-challenge-from-${controller}`, CHALLENGE.labels, [CHALLENGE.port])]
      : []),
  ];
}

/** The controller's pods, and the networks from which it connects where it has none. */
function controllersOf(ingress: IngressSpec) {
  const namespace = controllerNamespaceOf(ingress);
  return [
    ...(namespace === undefined ? [] : [{ namespaceSelector: inNamespace(namespace) }]),
    ...networksOf(ingress.controllerNetworks ?? []).map((ipBlock) => ({ ipBlock })),
  ];
}
