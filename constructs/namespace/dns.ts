import { type Finding, problem } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';
import { networkOfAddress } from '../../core/network';

/** Name servers that run as pods. */
export interface DnsPods {
  readonly kind: 'pods';
  /** Their namespace. */
  readonly namespace: string;
  /** Their labels. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** The number that they listen on. @default 53 */
  readonly port?: number;
}

/** Name servers that are known by their addresses. */
export interface DnsAddresses {
  readonly kind: 'addresses';
  readonly addresses: readonly string[];
}

/** Where pods ask for names. */
export type Dns = DnsPods | DnsAddresses;

/**
 * The cluster's DNS as nearly all clusters have it: pods in `kube-system` with the label `k8s-app: kube-dns`.
 *
 * @example
 * new Namespace(this, 'shop-prod', { dns: [clusterDns(), nodeLocalDns()] });
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/
 */
export function clusterDns(): DnsPods {
  return { kind: 'pods', namespace: 'kube-system', podLabels: { 'k8s-app': 'kube-dns' } };
}

/**
 * NodeLocal DNSCache, which answers on every node. With kube-proxy's iptables it listens on the address of the DNS Service too: name both.
 *
 * @param addresses What it listens on. Default: 169.254.20.10
 *
 * @example
 * new Namespace(this, 'shop-prod', { dns: [nodeLocalDns('169.254.20.10', '10.96.0.10')] });
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 */
export function nodeLocalDns(...addresses: readonly string[]): DnsAddresses {
  return { kind: 'addresses', addresses: addresses.length === 0 ? ['169.254.20.10'] : addresses };
}

/**
 * The DNS of OpenShift: pods in `openshift-dns` that listen on 5353.
 *
 * @example
 * new Namespace(this, 'shop-prod', { dns: [openshiftDns()] });
 *
 * @see https://docs.openshift.com/container-platform/latest/networking/dns-operator.html
 */
export function openshiftDns(): DnsPods {
  const podLabels = { 'dns.operator.openshift.io/daemonset-dns': 'default' };
  return { kind: 'pods', namespace: 'openshift-dns', podLabels, port: 5353 };
}

/** What is wrong with where pods ask for names. */
export function checkDns(dns: readonly Dns[], path: string): readonly Finding[] {
  if (dns.length === 0)
    return [wrong(path, 'must name at least one place', 'none', 'Leave it out for kube-dns.')];
  return dns.flatMap((place, index) => {
    const where = `${path}[${index}]`;
    if (place.kind === 'addresses') return place.addresses.flatMap((address) => notAnAddress(address, where));
    const { namespace, port = 53 } = place;
    return [
      ...(NAME_FORM.dnsLabel.test(namespace)
        ? []
        : [
            wrong(
              `${where}.namespace`,
              "must be a namespace's name",
              JSON.stringify(namespace),
              'Give the name that kubectl get namespaces shows.',
            ),
          ]),
      ...(Number.isInteger(port) && port >= 1 && port <= 65_535
        ? []
        : [wrong(`${where}.port`, 'must be a port number, 1–65535', String(port), 'Leave it out for 53.')]),
    ];
  });
}

function notAnAddress(address: string, path: string): readonly Finding[] {
  if (networkOfAddress(address) !== undefined) return [];
  return [
    wrong(
      path,
      'must be an address',
      JSON.stringify(address),
      'Write it like 169.254.20.10: names need DNS.',
    ),
  ];
}

function wrong(path: string, message: string, value: string, advice: string): Finding {
  return problem({ rule: 'namespace/dns', path, message, value, advice });
}
