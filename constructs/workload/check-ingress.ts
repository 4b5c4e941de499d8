import type { Finding } from '../../core/findings';
import { checkAnnotations } from '../metadata';
import { type Check, demand, entry, has, quoted } from './check';
import { networks } from './check-networks';
import { routes } from './check-ingress-paths';
import { BODY_SIZE_ANNOTATIONS, type ControllerPlace, type IngressSpec } from './ingress';
import type { Tls } from './tls';

/** The ways in from outside lead to declared ports, under domains, by TLS or with a reason. */
export const ingress: Check = ({ ingress: way, ports }, path) => {
  if (way === undefined) return [];
  const where = `${path}.ingress`;
  return [
    ...routes(way, ports, where),
    ...domains(way, where),
    ...demand(has('objectName', way.className), {
      rule: 'workload/ingress-class',
      path: `${where}.className`,
      message: 'must be the name of an IngressClass',
      value: quoted(way.className),
      advice: 'kubectl get ingressclass lists what the cluster has.',
    }),
    ...controller(way, where),
    ...bodySize(way, where),
    ...annotations(way, where),
    ...encryption(way.tls, `${where}.tls`),
  ];
};

function domains({ domain, aliases = [] }: IngressSpec, path: string): readonly Finding[] {
  const twice = aliases.filter((alias, index) => [domain, ...aliases.slice(0, index)].includes(alias));
  return [
    ...domainName(domain, `${path}.domain`),
    ...aliases.flatMap((alias) => domainName(alias, entry(`${path}.aliases`, alias))),
    ...twice.flatMap((alias) =>
      demand(false, {
        rule: 'workload/domain',
        path: entry(`${path}.aliases`, alias),
        message: 'must be a domain that the ingress does not have already',
        value: quoted(alias),
        advice: 'Name each domain once.',
      }),
    ),
  ];
}

function domainName(domain: string, path: string): readonly Finding[] {
  // What ends in a number is an address to browsers, and Kubernetes takes none.
  return demand(has('hostName', domain.replace(/^\*\./, '')), {
    rule: 'workload/domain',
    path,
    message: 'must be a domain name in lower case, without scheme, port or path, and no address',
    value: quoted(domain),
    advice: 'Write it like shop.example.com, or *.shop.example.com for all that are one label longer.',
  });
}

function controller(
  { controllerNamespace, controllerNetworks }: ControllerPlace,
  path: string,
): readonly Finding[] {
  return [
    ...demand(controllerNamespace === undefined || has('dnsLabel', controllerNamespace), {
      rule: 'workload/ingress-controller',
      path: `${path}.controllerNamespace`,
      message: "must be a namespace's name",
      value: quoted(controllerNamespace),
      advice: 'Give the namespace in which the ingress controller runs: only its pods may connect.',
    }),
    ...demand(controllerNetworks === undefined || controllerNetworks.length > 0, {
      rule: 'workload/ingress-controller',
      path: `${path}.controllerNetworks`,
      message: 'must name at least one network',
      value: 'empty',
      advice: 'Leave it out for a controller whose pods are known by their namespace.',
    }),
    ...networks(
      controllerNetworks ?? [],
      `${path}.controllerNetworks`,
      'workload/ingress-controller',
      'Name the networks of the nodes, or of the subnets that the load balancer is in.',
    ),
  ];
}

function bodySize({ controller: known, maxBodySize }: IngressSpec, path: string): readonly Finding[] {
  if (maxBodySize === undefined) return [];
  return [
    ...demand(known !== undefined, {
      rule: 'workload/ingress-body-size',
      path: `${path}.maxBodySize`,
      message: 'must be left out unless the controller is one whose annotation for it is known',
      value: maxBodySize.toString(),
      advice: `Say which controller the cluster has (${Object.keys(BODY_SIZE_ANNOTATIONS).join(', ')}), or use the annotation of yours.`,
    }),
    ...demand(maxBodySize.toBytes() > 0, {
      rule: 'workload/ingress-body-size',
      path: `${path}.maxBodySize`,
      message: 'must be more than 0, which would switch the limit off',
      value: maxBodySize.toString(),
      advice: 'Give the largest request that is to be let through.',
    }),
  ];
}

/** Annotations that Slipway itself sets are not set again. */
function annotations({ annotations: given = {}, ...way }: IngressSpec, path: string): readonly Finding[] {
  const own = [
    ...(way.tls.kind === 'cert-manager' ? ['cert-manager.io/cluster-issuer'] : []),
    ...(way.controller === undefined || way.maxBodySize === undefined
      ? []
      : [BODY_SIZE_ANNOTATIONS[way.controller]]),
  ];
  return [
    ...checkAnnotations(given, `${path}.annotations`),
    ...own
      .filter((name) => given[name] !== undefined)
      .flatMap((name) =>
        demand(false, {
          rule: 'workload/ingress-annotation',
          path: entry(`${path}.annotations`, name),
          message: 'must not be given beside the option that sets it',
          value: quoted(given[name]),
          advice: 'Leave out one of the two: tls and maxBodySize set it.',
        }),
      ),
  ];
}

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
  return demand(has('objectName', name), {
    rule: 'workload/tls',
    path,
    message:
      tls.kind === 'cert-manager' ? "must name one of cert-manager's ClusterIssuers" : 'must name a Secret',
    value: quoted(name),
    advice: 'Give its name in Kubernetes: lower-case letters, digits, - and dots.',
  });
}
