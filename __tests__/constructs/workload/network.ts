/** A pod, or a place outside the cluster when it has an address only. */
export interface Party {
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly address?: string;
}

interface Selector {
  readonly match_labels?: Readonly<Record<string, string>>;
}

interface Peer {
  readonly pod_selector?: Selector;
  readonly namespace_selector?: Selector;
  readonly ip_block?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { readonly port: string; readonly protocol: string }[];
}

/** A network policy as the provider takes it. */
export interface Policy {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly pod_selector: Selector;
    readonly policy_types: readonly string[];
    readonly egress?: readonly Rule[];
    readonly ingress?: readonly Rule[];
  };
}

/**
 * Whether the emitted policies let `from` connect to `to`, as Kubernetes defines it: a pod that some policy selects for
 * a direction is denied all that no such policy allows, and both ends must agree.
 */
export function mayConnect(
  policies: Readonly<Record<string, Policy>>,
  from: Party,
  to: Party,
  port: number,
  protocol = 'TCP',
): boolean {
  const all = Object.values(policies);
  return (
    allows(all, 'Egress', from, (rule) => peers(rule.to, to, from) && ports(rule, port, protocol)) &&
    allows(all, 'Ingress', to, (rule) => peers(rule.from, from, to) && ports(rule, port, protocol))
  );
}

function allows(
  policies: readonly Policy[],
  direction: 'Egress' | 'Ingress',
  pod: Party,
  permits: (rule: Rule) => boolean,
): boolean {
  if (pod.namespace === undefined) return true;
  const selecting = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      spec.policy_types.includes(direction) &&
      selects(spec.pod_selector, pod),
  );
  const rules = selecting.flatMap(({ spec }) => (direction === 'Egress' ? spec.egress : spec.ingress) ?? []);
  return selecting.length === 0 || rules.some(permits);
}

function peers(list: readonly Peer[] | undefined, party: Party, policyPod: Party): boolean {
  return list === undefined || list.some((peer) => matches(peer, party, policyPod));
}

function matches(
  { pod_selector, namespace_selector, ip_block }: Peer,
  party: Party,
  policyPod: Party,
): boolean {
  if (ip_block !== undefined) {
    const inside = (cidr: string): boolean => party.address !== undefined && contains(cidr, party.address);
    return inside(ip_block.cidr) && !(ip_block.except ?? []).some(inside);
  }
  if (party.namespace === undefined) return false;
  const home =
    namespace_selector === undefined
      ? party.namespace === policyPod.namespace
      : selects(namespace_selector, { labels: { 'kubernetes.io/metadata.name': party.namespace } });
  return home && (pod_selector === undefined || selects(pod_selector, party));
}

function ports({ ports: list }: Rule, port: number, protocol: string): boolean {
  return (
    list === undefined || list.some((entry) => entry.port === String(port) && entry.protocol === protocol)
  );
}

function selects({ match_labels = {} }: Selector, { labels = {} }: Party): boolean {
  return Object.entries(match_labels).every(([key, value]) => labels[key] === value);
}

/** IPv4 only: no test has an address of IPv6. */
function contains(cidr: string, address: string): boolean {
  const [base = '', prefix = ''] = cidr.split('/');
  if (base.includes(':')) return false;
  const number = (text: string): number => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(number(base) / size) === Math.floor(number(address) / size);
}
