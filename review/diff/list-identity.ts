import { at, canonical, entryOf, isObject, type Json } from '../../core/json';

/** What tells an item from its siblings; undefined where it has nothing of the kind. */
type IdentityOf = (item: Json) => string | undefined;

/** An item is what it says: order means nothing, and there is nothing in it to change. */
const AS_A_WHOLE: IdentityOf = canonical;

/** The list's key → what its items are known by. Lists that are not here keep their order, unless every item has a name. */
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
};

/** Lists of plain values whose order means nothing. */
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
 * What each item of a list is known by, whatever its place. Undefined where order matters, or where two items would be
 * taken for one: then they are compared place by place.
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

/** The values of the keys that an item has, where it has any. */
function by(...keys: readonly string[]): IdentityOf {
  return (item) => {
    if (!isObject(item)) return undefined;
    const values = keys.flatMap((key) => scalar(item[key]) ?? []);
    return values.length === 0 ? undefined : values.join(' ');
  };
}

function scalar(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
