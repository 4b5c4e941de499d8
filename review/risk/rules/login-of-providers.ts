import {
  at,
  canonical,
  isOff,
  isOn,
  items,
  type Json,
  type JsonObject,
  only,
  textOf,
  within,
} from '../../../core/json';
import { type Difference, dotted } from '../../diff';
import { type Risk, type RiskContext, type RiskRule, risksOf } from '../risk';
import { accountOf } from './location-of-providers';

/** Whom a provider trusts, and as whom it acts. */
export const loginOfProviders: RiskRule = (context) => {
  const { block, before, after } = context.change;
  if (block.kind !== 'provider' || before === undefined || after === undefined) return [];
  const registries = ofRegistries(before.arguments, after.arguments);
  return [
    ...ofTrust(context.leafDifferences, before.arguments, after.arguments),
    ...ofCare(context),
    ...ofCommand(before.arguments, after.arguments, context.inProtected),
    ...registries,
    // A login to another registry has credentials of its own.
    ...ofCredentials(context, registries.length > 0),
  ];
};

/** Settings with which a provider no longer makes sure whom it talks to. */
const UNVERIFIED =
  /(^|\.)(insecure|skip_tls_verify|tls_insecure_skip_verify|skip_cert_verification|insecure_skip_verify)$/;
/** What a daemon or a cluster is recognised by. */
const CERTIFICATES = ['cert_path', 'ca_material', 'cert_material', 'cluster_ca_certificate'];
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];

function ofTrust(leaves: readonly Difference[], before: JsonObject, after: JsonObject): readonly Risk[] {
  const switched = leaves
    .filter(({ path, before: old, after: head }) => UNVERIFIED.test(dotted(path)) && isOn(head) && !isOn(old))
    .map(({ path }) => dotted(path));
  const names = [
    ...switched,
    ...['uri', 'ssh_opts'].filter((name) => isUnverified(after[name]) && !isUnverified(before[name])),
    ...(certified(before).length > 0 && certified(after).length === 0 ? certified(before) : []),
    ...(isLooser(textOf(before['sslmode']), textOf(after['sslmode'])) ? ['sslmode'] : []),
  ];
  return names.length === 0
    ? []
    : [
        risksOf('exposure')(
          `no longer verifies whom it connects to (${[...new Set(names)].join(', ')})`,
          true,
        ),
      ];
}

/** Options of a connection by SSH or TLS that take every host for the right one. */
function isUnverified(value: Json | undefined): boolean {
  return items(value).some((each) =>
    /\bno_verify=1\b|\bknown_hosts_verify=ignore\b|StrictHostKeyChecking[= ]no\b/i.test(textOf(each)),
  );
}

function certified(args: JsonObject): readonly string[] {
  return CERTIFICATES.filter((name) => textOf(args[name]) !== '');
}

function isLooser(before: string, after: string): boolean {
  const [old, head] = [before, after].map((mode) => SSL_MODES.indexOf(mode || 'require'));
  return head !== undefined && old !== undefined && head >= 0 && head < old;
}

/** Features of Azure that are on unless they are turned off, and what they do. */
const FEATURES: Readonly<Record<string, readonly [lost: 'on' | 'off', means: string]>> = {
  'resource_group.prevent_deletion_if_contains_resources': [
    'on',
    'destroys groups with what others made in them',
  ],
  'key_vault.purge_soft_delete_on_destroy': ['off', 'deletes vaults for good'],
  'key_vault.purge_soft_deleted_secrets_on_destroy': ['off', 'deletes secrets of vaults for good'],
  'virtual_machine.delete_os_disk_on_deletion': ['off', 'deletes the disks of machines with them'],
  'cognitive_account.purge_soft_delete_on_destroy': ['off', 'deletes accounts for good'],
};

/** What kept a provider from doing harm by mistake. */
function ofCare({ change: { before, after }, inProtected }: RiskContext): readonly Risk[] {
  const [old, head] = [before?.arguments, after?.arguments];
  const features = Object.entries(FEATURES).flatMap(([name, [lost, means]]) => {
    const [was, is] = [old, head].map((args) => within(only(args?.['features']), name.split('.')));
    const isLost = lost === 'on' ? isOff(is) && !isOff(was) : isOff(was) && !isOff(is);
    return isLost ? [risksOf('protection')(`${means} from now on (${name})`, inProtected)] : [];
  });
  const accounts =
    items(old?.['allowed_account_ids']).length > 0 && items(head?.['allowed_account_ids']).length === 0;
  return [
    ...features,
    ...(accounts
      ? [risksOf('protection')('no longer refuses other accounts (allowed_account_ids)', inProtected)]
      : []),
  ];
}

/** Commands with which a provider gets its token: they run at each plan. */
function ofCommand(before: JsonObject, after: JsonObject, inProtected: boolean): readonly Risk[] {
  return [[], ['kubernetes']].flatMap((path) => {
    const [old, head] = [before, after].map((args) => only(within(args, [...path, 'exec'])));
    if (
      head === undefined ||
      ['command', 'args', 'env'].every((name) => isEqual(at(old, name), at(head, name)))
    )
      return [];
    const isOther = textOf(at(old, 'command')) !== textOf(at(head, 'command'));
    const words = `runs another command to log in (${[...path, 'exec'].join('.')})`;
    return [risksOf('privileges')(words, isOther || inProtected)];
  });
}

function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one ?? null) === canonical(other ?? null);
}

/** Registries that a provider of Docker or Helm logs in to. */
function ofRegistries(before: JsonObject, after: JsonObject): readonly Risk[] {
  const [old, head] = [before, after].map(registriesOf);
  const come = (head ?? []).filter((name) => old?.includes(name) !== true);
  const gone = (old ?? []).filter((name) => head?.includes(name) !== true);
  return [
    ...come.map((name) => `logs in to the registry ${name} from now on`),
    ...gone.map((name) => `no longer logs in to the registry ${name}`),
  ].map((reason) => risksOf('rest')(reason, false));
}

function registriesOf(args: JsonObject): readonly string[] {
  return [...items(args['registry_auth']), ...items(args['registry'])]
    .filter((each) => !isOn(at(each, 'auth_disabled')))
    .map((each) => textOf(at(each, 'address') ?? at(each, 'url')))
    .filter((name) => name !== '');
}

/** Arguments that say as whom a provider acts. */
const ACTORS: ReadonlySet<string> = new Set([
  'assume_role.role_arn',
  'config_context_auth_info',
  'config_context_user',
  'impersonate_service_account',
  'user',
  'username',
]);
/** What proves it. */
const PROOFS =
  /(^|\.)(access_key|api_key|api_token|cert_path|client_certificate|client_id|client_key|client_secret|credentials|key_material|password|secret_key|token|shared_credentials_files?|config_file|config_file_content)$/;

function ofCredentials(
  { leafDifferences, inProtected }: RiskContext,
  isToldOfRegistries: boolean,
): readonly Risk[] {
  const actors = leafDifferences.filter(({ path, before, after }) => {
    const name = dotted(path).replace(/^kubernetes\./, '');
    // The role of another account is another account.
    const isElsewhere =
      name === 'assume_role.role_arn' && accountOf(textOf(before)) !== accountOf(textOf(after));
    return ACTORS.has(name) && !isElsewhere;
  });
  const proofs = leafDifferences.filter(
    ({ path }) => PROOFS.test(dotted(path)) && !(isToldOfRegistries && path[0] === 'registry_auth'),
  );
  const named = (leaves: readonly Difference[]): string =>
    [...new Set(leaves.map(({ path }) => dotted(path)))].join(', ');
  return [
    ...(actors.length === 0
      ? []
      : [risksOf('privileges')(`acts as somebody else (${named(actors)})`, inProtected)]),
    ...(proofs.length === 0
      ? []
      : [risksOf('rest')(`logs in with other credentials (${named(proofs)})`, false)]),
  ];
}
