import { at, entryOf, isOn, items, type Json, type JsonObject, textOf } from '../../core/json';
import type { Block } from '../synth';
import type { Opening } from './openings';
import type { Party } from './parties';
import { boundedPorts } from './ports';

/** The way of what a rule is about. */
type Way = 'in' | 'out';

/** What rules of clouds say, of one way. */
type Reader = (args: JsonObject, way: Way) => readonly Opening[];

/** Whom the firewalls and security groups of clouds let in. */
export function cloudOpenings(block: Block | undefined): readonly Opening[] {
  return block === undefined ? [] : (entryOf(READERS, block.type)?.(block.arguments, 'in') ?? []);
}

/** Whom they keep out by a rule of its own. */
export function cloudDenials(block: Block | undefined): readonly Opening[] {
  return block === undefined ? [] : (entryOf(DENIALS, block.type)?.(block.arguments, 'in') ?? []);
}

/** What they let what they guard reach. */
export function cloudExits(block: Block | undefined): readonly Opening[] {
  return block === undefined ? [] : (entryOf(READERS, block.type)?.(block.arguments, 'out') ?? []);
}

/** What they keep from what they guard by a rule of its own. */
export function cloudExitDenials(block: Block | undefined): readonly Opening[] {
  return block === undefined ? [] : (entryOf(DENIALS, block.type)?.(block.arguments, 'out') ?? []);
}

const SIDES = { in: 'ingress', out: 'egress' } as const;

const DENIALS: Readonly<Record<string, Reader>> = {
  google_compute_firewall: (args, way) => (isAbout(args, way) ? ofGoogle(args, 'deny', way) : []),
  azurerm_network_security_rule: (args, way) => ofAzureRule(args, 'Deny', way),
  azurerm_network_security_group: (args, way) =>
    items(args['security_rule']).flatMap((rule) => ofAzureRule(rule, 'Deny', way)),
  aws_network_acl: (args, way) => items(args[SIDES[way]]).flatMap((rule) => ofAclRule(rule, 'deny', way)),
  aws_network_acl_rule: (args, way) =>
    isOn(args['egress']) === (way === 'out') ? ofAclRule(args, 'deny', way) : [],
};

/** A rule of a network ACL of AWS. */
function ofAclRule(rule: Json, action: 'allow' | 'deny', way: Way): readonly Opening[] {
  const does = textOf(at(rule, 'action') ?? at(rule, 'rule_action')).toLowerCase();
  return does === action ? ofAwsRule(rule, way) : [];
}

const inGroup: Reader = (args, way) => items(args[SIDES[way]]).flatMap((rule) => ofAwsRule(rule, way));

const READERS: Readonly<Record<string, Reader>> = {
  aws_security_group: inGroup,
  aws_default_security_group: inGroup,
  aws_security_group_rule: (args, way) => (args['type'] === SIDES[way] ? ofAwsRule(args, way) : []),
  aws_vpc_security_group_ingress_rule: (args, way) => (way === 'in' ? ofAwsRule(args, way) : []),
  aws_vpc_security_group_egress_rule: (args, way) => (way === 'out' ? ofAwsRule(args, way) : []),
  aws_network_acl: (args, way) => items(args[SIDES[way]]).flatMap((rule) => ofAclRule(rule, 'allow', way)),
  aws_network_acl_rule: (args, way) =>
    isOn(args['egress']) === (way === 'out') ? ofAclRule(args, 'allow', way) : [],
  google_compute_firewall: (args, way) => (isAbout(args, way) ? ofGoogle(args, 'allow', way) : []),
  azurerm_network_security_rule: (args, way) => ofAzureRule(args, 'Allow', way),
  azurerm_network_security_group: (args, way) =>
    items(args['security_rule']).flatMap((rule) => ofAzureRule(rule, 'Allow', way)),
};

/** Whether a firewall of Google is about what goes that way, and on. */
function isAbout(args: JsonObject, way: Way): boolean {
  return !isOn(args['disabled']) && (textOf(args['direction']) === 'EGRESS') === (way === 'out');
}

function ofAwsRule(rule: Json, way: Way): readonly Opening[] {
  const networks = [
    'cidr_blocks',
    'ipv6_cidr_blocks',
    'cidr_ipv4',
    'cidr_ipv6',
    'cidr_block',
    'ipv6_cidr_block',
  ];
  const [from, to] = [textOf(at(rule, 'from_port')), textOf(at(rule, 'to_port'))];
  const protocol = textOf(at(rule, 'protocol') ?? at(rule, 'ip_protocol'));
  const range = from === to || to === '' ? from : `${from}–${to}`;
  const isEvery = protocol === '-1' || protocol === 'all';
  const ports = [isEvery ? undefined : portOf(protocol, range)];
  const groups = [...textsAt(rule, GROUPS), ...(isOn(at(rule, 'self')) ? ['its own group'] : [])];
  return [...openings(textsAt(rule, networks), ports, way), ...ofGroups(groups, ports, way)];
}

/** Arguments of a rule of AWS that name groups and lists of addresses. */
const GROUPS = [
  'security_groups',
  'source_security_group_id',
  'referenced_security_group_id',
  'prefix_list_ids',
  'prefix_list_id',
];

function ofGoogle(args: Json, does: 'allow' | 'deny', way: Way): readonly Opening[] {
  const ports = items(at(args, does)).flatMap((allow) => {
    const protocol = textOf(at(allow, 'protocol'));
    const ranges = items(at(allow, 'ports')).map(textOf);
    if (protocol === 'all') return [undefined];
    return ranges.length === 0 ? [portOf(protocol, '')] : ranges.map((range) => portOf(protocol, range));
  });
  const ranges = textsAt(args, [way === 'in' ? 'source_ranges' : 'destination_ranges']);
  const tags = way === 'in' ? textsAt(args, ['source_tags', 'source_service_accounts']) : [];
  // Google takes every address where nothing is said of the other side.
  const networks = ranges.length + tags.length === 0 ? ['0.0.0.0/0'] : ranges;
  return [...openings(networks, ports, way), ...ofGroups(tags, ports, way)];
}

function ofAzureRule(rule: Json, access: 'Allow' | 'Deny', way: Way): readonly Opening[] {
  const direction = way === 'in' ? 'Inbound' : 'Outbound';
  if (textOf(at(rule, 'access')) !== access || textOf(at(rule, 'direction')) !== direction) return [];
  const protocol = textOf(at(rule, 'protocol')).replace('*', '');
  const ports = textsAt(rule, ['destination_port_range', 'destination_port_ranges']);
  const other = way === 'in' ? 'source' : 'destination';
  const networks = textsAt(rule, [`${other}_address_prefix`, `${other}_address_prefixes`]);
  return openings(
    networks.map((network) => (network === 'Internet' ? '*' : network)),
    ports.map((port) =>
      port === '*' && protocol === '' ? undefined : portOf(protocol, port.replace('*', '')),
    ),
    way,
  );
}

type Ports = readonly (string | undefined)[];

function openings(networks: readonly string[], ports: Ports, way: Way): readonly Opening[] {
  const bounded = boundedPorts(ports, networks.length);
  return networks.flatMap((network) =>
    bounded.map((port) => opening({ kind: 'addresses', network, except: [] }, port, way)),
  );
}

function ofGroups(groups: readonly string[], ports: Ports, way: Way): readonly Opening[] {
  return groups.flatMap((name) => ports.map((port) => opening({ kind: 'group', name }, port, way)));
}

function opening(other: Party, port: string | undefined, way: Way): Opening {
  const guarded: Party = { kind: 'guarded' };
  return way === 'in' ? { from: other, to: guarded, port } : { from: guarded, to: other, port };
}

/** Protocols by their numbers, as clouds take them as well. */
const PROTOCOLS: Readonly<Record<string, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' };

function portOf(protocol: string, range: string): string {
  const name = (entryOf(PROTOCOLS, protocol) ?? (protocol || 'any protocol'))
    .toUpperCase()
    .replace('ANY PROTOCOL', 'any protocol');
  return range === '' ? `every ${name} port` : `${name} ${range.replace('-', '–')}`;
}

function textsAt(json: Json, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => items(at(json, key)).map(textOf)).filter((text) => text !== '');
}
