import type { Finding } from '../../core/findings';
import type { Tls } from './tls';
import { type Check, demand, quoted } from './check';
import { has } from './check';

/** The way in from outside leads to a declared port, under a domain, by TLS or with a reason. */
export const ingress: Check = ({ ingress: way, ports }, path) => {
  if (way === undefined) return [];
  const where = `${path}.ingress`;
  const { port, domain, className, tls, controllerNamespace } = way;
  return [
    ...demand(Object.hasOwn(ports, port), {
      rule: 'workload/ingress-port',
      path: `${where}.port`,
      message: 'must be one of the ports that the workload declares',
      value: quoted(port),
      advice: `Its ports are ${Object.keys(ports).join(', ') || 'none'}.`,
    }),
    ...demand(ports[port]?.protocol !== 'UDP', {
      rule: 'workload/ingress-port',
      path: `${where}.port`,
      message: 'must be a TCP port: an ingress speaks HTTP',
      value: quoted(port),
      advice: 'Serve HTTP on a port of its own.',
    }),
    ...demand(has('dnsName', domain), {
      rule: 'workload/domain',
      path: `${where}.domain`,
      message: 'must be a domain name in lower case, without scheme, port or path',
      value: quoted(domain),
      advice: 'Write it like shop.example.com.',
    }),
    ...demand(has('dnsName', className), {
      rule: 'workload/ingress-class',
      path: `${where}.className`,
      message: 'must be the name of an IngressClass',
      value: quoted(className),
      advice: 'kubectl get ingressclass lists what the cluster has.',
    }),
    ...demand(controllerNamespace === undefined || has('dnsLabel', controllerNamespace), {
      rule: 'workload/ingress-controller',
      path: `${where}.controllerNamespace`,
      message: "must be a namespace's name",
      value: quoted(controllerNamespace),
      advice: 'Give the namespace in which the ingress controller runs: only its pods may connect.',
    }),
    ...encryption(tls, `${where}.tls`),
  ];
};

function encryption(tls: Tls, path: string): readonly Finding[] {
  if (tls.kind === 'plain-http') {
    return demand(tls.reason.trim() !== '', {
      rule: 'workload/plain-http',
      path: `${path}.reason`,
      message: 'must say why there is no TLS',
      value: 'empty',
      advice: "Write the reason, or use certManager('<issuer>').",
    });
  }
  const name = tls.kind === 'cert-manager' ? tls.clusterIssuer : tls.secretName;
  return demand(has('dnsName', name), {
    rule: 'workload/tls',
    path,
    message:
      tls.kind === 'cert-manager' ? "must name one of cert-manager's ClusterIssuers" : 'must name a Secret',
    value: quoted(name),
    advice: 'Give its name in Kubernetes: lower-case letters, digits, - and dots.',
  });
}
