import { at, entryOf, isOn, items, type Json, type JsonObject, textOf } from '../../core/json';
import type { Block } from '../synth';
import type { Opening } from './openings';
import { boundedPorts } from './ports';

/** Whom the firewalls and security groups of clouds let in. */
export function cloudOpenings(block: Block | undefined): readonly Opening[] {
  return block === undefined ? [] : (entryOf(READERS, block.type)?.(block.arguments) ?? []);
}

/** Whom they keep out by a rule of its own. */
export function cloudDenials(block: Block | undefined): readonly Opening[] {
  return block === undefined ? [] : (entryOf(DENIALS, block.type)?.(block.arguments) ?? []);
}

const DENIALS: Readonly<Record<string, (args: JsonObject) => readonly Opening[]>> = {
  google_compute_firewall: (args) =>
    textOf(args['direction']) === 'EGRESS' || isOn(args['disabled']) ? [] : ofGoogle(args, 'deny'),
  azurerm_network_security_rule: (args) => ofAzureRule(args, 'Deny'),
  azurerm_network_security_group: (args) =>
    items(args['security_rule']).flatMap((rule) => ofAzureRule(rule, 'Deny')),
  aws_network_acl: (args) => items(args['ingress']).flatMap((rule) => ofAclRule(rule, 'deny')),
  aws_network_acl_rule: (args) => (isOn(args['egress']) ? [] : ofAclRule(args, 'deny')),
};

/** A rule of a network ACL of AWS. */
function ofAclRule(rule: Json, action: 'allow' | 'deny'): readonly Opening[] {
  const does = textOf(at(rule, 'action') ?? at(rule, 'rule_action')).toLowerCase();
  return does === action ? ofAwsRule(rule) : [];
}

const READERS: Readonly<Record<string, (args: JsonObject) => readonly Opening[]>> = {
  aws_security_group: (args) => items(args['ingress']).flatMap(ofAwsRule),
  aws_default_security_group: (args) => items(args['ingress']).flatMap(ofAwsRule),
  aws_security_group_rule: (args) => (args['type'] === 'ingress' ? ofAwsRule(args) : []),
  aws_vpc_security_group_ingress_rule: ofAwsRule,
  aws_network_acl: (args) => items(args['ingress']).flatMap((rule) => ofAclRule(rule, 'allow')),
  aws_network_acl_rule: (args) => (isOn(args['egress']) ? [] : ofAclRule(args, 'allow')),
  google_compute_firewall: (args) =>
    textOf(args['direction']) === 'EGRESS' || isOn(args['disabled']) ? [] : ofGoogle(args, 'allow'),
  azurerm_network_security_rule: (args) => ofAzureRule(args),
  azurerm_network_security_group: (args) => items(args['security_rule']).flatMap((rule) => ofAzureRule(rule)),
};

function ofAwsRule(rule: Json): readonly Opening[] {
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
  return [
    ...openings(textsAt(rule, networks), ports),
    ...groups.flatMap((name) =>
      ports.map((port): Opening => ({ from: { kind: 'group', name }, to: { kind: 'guarded' }, port })),
    ),
  ];
}

/** Arguments of a rule of AWS that name groups and lists of addresses. */
const GROUPS = [
  'security_groups',
  'source_security_group_id',
  'referenced_security_group_id',
  'prefix_list_ids',
  'prefix_list_id',
];

function ofGoogle(args: Json, does: 'allow' | 'deny'): readonly Opening[] {
  const ports = items(at(args, does)).flatMap((allow) => {
    const protocol = textOf(at(allow, 'protocol'));
    const ranges = items(at(allow, 'ports')).map(textOf);
    if (protocol === 'all') return [undefined];
    return ranges.length === 0 ? [portOf(protocol, '')] : ranges.map((range) => portOf(protocol, range));
  });
  const [ranges, tags] = [
    textsAt(args, ['source_ranges']),
    textsAt(args, ['source_tags', 'source_service_accounts']),
  ];
  // Google takes every address where nothing is said of the source.
  const networks = ranges.length + tags.length === 0 ? ['0.0.0.0/0'] : ranges;
  return [
    ...openings(networks, ports),
    ...tags.flatMap((name) =>
      ports.map((port): Opening => ({ from: { kind: 'group', name }, to: { kind: 'guarded' }, port })),
    ),
  ];
}

function ofAzureRule(rule: Json, access = 'Allow'): readonly Opening[] {
  const isAllowed = textOf(at(rule, 'access')) === access && textOf(at(rule, 'direction')) === 'Inbound';
  if (!isAllowed) return [];
  const protocol = textOf(at(rule, 'protocol')).replace('*', '');
  const ports = textsAt(rule, ['destination_port_range', 'destination_port_ranges']);
  const sources = textsAt(rule, ['source_address_prefix', 'source_address_prefixes']);
  return openings(
    sources.map((source) => (source === 'Internet' ? '*' : source)),
    ports.map((port) =>
      port === '*' && protocol === '' ? undefined : portOf(protocol, port.replace('*', '')),
    ),
  );
}

function openings(networks: readonly string[], ports: readonly (string | undefined)[]): readonly Opening[] {
  const bounded = boundedPorts(ports, networks.length);
  return networks.flatMap((network) =>
    bounded.map((port): Opening => ({
      from: { kind: 'addresses', network, except: [] },
      to: { kind: 'guarded' },
      port,
    })),
  );
}

function portOf(protocol: string, range: string): string {
  const name = (protocol || 'any protocol').toUpperCase().replace('ANY PROTOCOL', 'any protocol');
  return range === '' ? `every ${name} port` : `${name} ${range.replace('-', '–')}`;
}

function textsAt(json: Json, keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => items(at(json, key)).map(textOf)).filter((text) => text !== '');
}
