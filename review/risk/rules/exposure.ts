import { at, entryOf, isList, isObject, items, type Json, only, textOf, within } from '../../../core/json';
import { type BlockChange, dotted } from '../../diff';
import type { Block } from '../../synth';
import { kindOf } from '../../workloads';
import { type Risk, type RiskRule, risksOf } from '../risk';

const risk = risksOf('exposure');

/** Whom an ingress lets into the cluster, and how. */
const ofIngresses: RiskRule = ({ change, inProtected }) => [
  ...letsIn(change, inProtected),
  ...(losesTls(change) ? [risk('serves without TLS what had it', true)] : []),
];

function letsIn({ before, after, differences }: BlockChange, inProtected: boolean): readonly Risk[] {
  if (before === undefined) return [risk('lets the outside in', inProtected)];
  if (after === undefined) return [risk('no longer lets the outside in', inProtected)];
  // Annotations tell controllers about addresses, logins and redirects.
  return differences.some(({ path }) => /^(spec|metadata\.annotations)(\.|$)/.test(dotted(path)))
    ? [risk('lets the outside in by another way', inProtected)]
    : [];
}

/** Whether a host that is still served loses TLS. */
function losesTls({ before, after }: BlockChange): boolean {
  if (before === undefined || after === undefined) return false;
  const safe = hostsWithTls(after);
  const served = hostsOf(after);
  return [...hostsWithTls(before)].some((host) => served.has(host) && !safe.has(host));
}

function hostsOf({ arguments: args }: Block): ReadonlySet<string> {
  return new Set(items(at(only(args['spec']), 'rule')).map((rule) => textOf(at(rule, 'host'))));
}

function hostsWithTls({ arguments: args }: Block): ReadonlySet<string> {
  return new Set(items(at(only(args['spec']), 'tls')).flatMap((tls) => items(at(tls, 'hosts')).map(textOf)));
}

/** What a network policy opens or closes. Traffic that no policy selects is open. */
const ofNetworkPolicies: RiskRule = ({ change: { before, after, differences }, inProtected }) => {
  const [denied, denies] = [deniedBy(before), deniedBy(after)];
  if (denied.some((direction) => !denies.includes(direction)))
    return [risk('no longer denies what no other policy allows', true)];
  if (letsEverybodyIn(after) && !letsEverybodyIn(before)) return [risk('lets everybody in', inProtected)];
  if (after === undefined) return [risk('closes the connections that it allowed', false)];
  if (before === undefined)
    return [risk(denies.length > 0 ? 'denies what no other policy allows' : 'opens a connection', false)];
  return differences.length === 0 ? [] : [risk('allows other connections', false)];
};

/** The directions in which a policy for all pods allows nothing. */
function deniedBy(block: Block | undefined): readonly string[] {
  const spec = only(block?.arguments['spec']);
  if (spec === undefined || !saysNothing(at(spec, 'pod_selector'))) return [];
  return items(at(spec, 'policy_types'))
    .map(textOf)
    .filter((type) => items(at(spec, type.toLowerCase())).length === 0);
}

/** Whether some of its pods can be reached from anywhere. A rule without peers allows all of them. */
function letsEverybodyIn(block: Block | undefined): boolean {
  const spec = only(block?.arguments['spec']);
  const types = items(at(spec, 'policy_types')).map(textOf);
  if (types.length > 0 && !types.includes('Ingress')) return false;
  return items(at(spec, 'ingress')).some((rule) => {
    const peers = items(at(rule, 'from'));
    return (
      peers.length === 0 ||
      peers.some((peer) => EVERYWHERE.has(textOf(at(only(at(peer, 'ip_block')), 'cidr'))))
    );
  });
}

const EVERYWHERE: ReadonlySet<string> = new Set(['0.0.0.0/0', '::/0']);

/** Whether a selector selects everything: it is missing or empty. */
function saysNothing(selector: Json | undefined): boolean {
  if (selector === undefined || selector === null) return true;
  if (isList(selector)) return selector.every(saysNothing);
  return isObject(selector) && Object.values(selector).every(saysNothing);
}

const PUBLIC: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);

/** From where a service can be reached, and where it leads. */
const ofServices: RiskRule = ({ change: { before, after }, leaves, inProtected }) => {
  const [old, head] = [typeOf(before), typeOf(after)];
  if (head !== old && PUBLIC.has(head))
    return [risk(`is reached from outside the cluster, as ${head}`, inProtected)];
  if (before === undefined)
    return items(within(after?.arguments, EXTERNAL_IPS)).length === 0
      ? []
      : [risk('is reached from outside the cluster, at addresses of its own', inProtected)];
  const touches = (argument: string): boolean =>
    leaves.some(({ path }) => `${dotted(path)}.`.startsWith(`${argument}.`));
  return [
    ...(touches('spec.load_balancer_source_ranges') || touches(EXTERNAL_IPS.join('.'))
      ? [risk('is reached from other addresses', inProtected)]
      : []),
    ...(touches('spec.selector') ? [risk('leads to other pods', false)] : []),
    ...(touches('spec.port') ? [risk('answers on other ports', false)] : []),
  ];
};

const EXTERNAL_IPS = ['spec', 'external_ips'];

function typeOf(block: Block | undefined): string {
  return textOf(within(block?.arguments, ['spec', 'type']));
}

/** Kind of Kubernetes, or resource type → what judges it. */
const JUDGES: Readonly<Record<string, RiskRule>> = {
  Ingress: ofIngresses,
  NetworkPolicy: ofNetworkPolicies,
  Service: ofServices,
  libvirt_network: ({ change }) =>
    change.differences.length === 0 ? [] : [risk('is another network', change.environment !== null)],
};

/** Who can reach what. */
export const exposure: RiskRule = (situation) => {
  const { block } = situation.change;
  if (block.kind !== 'resource') return [];
  return entryOf(JUDGES, kindOf(block) ?? block.type)?.(situation) ?? [];
};
