import { at, canonical, entryOf, isObject, type Json } from '../../core/json';

/** What distinguishes an item from its siblings; undefined if nothing does. */
type IdentityOf = (item: Json) => string | undefined;

/** The item itself is its identity: order does not matter, and an item cannot change. */
const AS_A_WHOLE: IdentityOf = canonical;

/** A list's key → the identity of its items. Other lists are ordered, unless every item has a name. */
const IDENTITIES: Readonly<Record<string, IdentityOf>> = {
  container: by('name'),
  init_container: by('name'),
  env: by('name'),
  env_from: AS_A_WHOLE,
  port: (item) => by('name')(item) ?? by('container_port', 'port', 'protocol')(item),
  volume: by('name'),
  volume_mount: by('mount_path'),
  volume_claim_template: (item) => scalar(at(item, 'metadata', 'name')),
  items: by('key', 'path'),
  image_pull_secrets: by('name'),
  toleration: AS_A_WHOLE,
  topology_spread_constraint: by('topology_key'),
  match_expressions: by('key', 'operator'),
  rule: by('host', 'api_groups', 'resources'),
  path: by('path'),
  tls: by('secret_name'),
  metric: (item) => scalar(at(item, 'resource', 'name')) ?? AS_A_WHOLE(item),
  ingress: AS_A_WHOLE,
  egress: AS_A_WHOLE,
  from: AS_A_WHOLE,
  to: AS_A_WHOLE,
  ports: AS_A_WHOLE,
  subject: AS_A_WHOLE,
  disk: by('interface', 'wwn', 'volume_id'),
  network_interface: by('mac', 'network_id', 'bridge'),
  network_device: by('mac_address'),
  registry_auth: by('address'),
  auth_config: by('host_name'),
  users: by('name'),
  write_files: by('path'),
  // In a policy of AWS.
  Statement: (item) => by('Sid')(item) ?? AS_A_WHOLE(item),
  Action: AS_A_WHOLE,
  NotAction: AS_A_WHOLE,
  Resource: AS_A_WHOLE,
  NotResource: AS_A_WHOLE,
};

/** Lists of plain values in which order does not matter. */
const SETS: ReadonlySet<string> = new Set([
  'depends_on',
  'replace_triggered_by',
  'ignore_changes',
  'access_modes',
  'policy_types',
  'hosts',
  'add',
  'drop',
  'match_label_keys',
  'verbs',
  'resources',
  'api_groups',
  'tags',
  'addresses',
  'ssh_authorized_keys',
  'packages',
  'groups',
]);

/**
 * The identity of each item in a list, whatever its position. Undefined if order matters, or if two items would have the same
 * identity: such lists are compared position by position.
 */
export function listIdentity(key: string, list: readonly Json[]): readonly string[] | undefined {
  const identityOf = entryOf(IDENTITIES, key) ?? (SETS.has(key) ? AS_A_WHOLE : by('name'));
  const ids: string[] = [];
  for (const item of list) {
    const id = identityOf(item);
    if (id === undefined) return undefined;
    ids.push(id);
  }
  return new Set(ids).size === ids.length ? ids : undefined;
}

/** The values of the given keys that an item has; undefined if it has none. */
function by(...keys: readonly string[]): IdentityOf {
  return (item) => {
    if (!isObject(item)) return undefined;
    let id: string | undefined;
    for (const key of keys) {
      const value = scalar(item[key]);
      if (value !== undefined) id = id === undefined ? value : `${id} ${value}`;
    }
    return id;
  };
}

function scalar(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
