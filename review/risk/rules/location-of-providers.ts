import { isDeepStrictEqual } from 'node:util';
import { at, items, only, textOf } from '../../../core/json';
import { type Difference, dotted } from '../../diff';
import { type Block, isManaged, type Stack } from '../../synth';
import type { RiskContext } from '../risk';

/** Provider arguments that say which host or cluster it uses. */
const LOCATIONS: ReadonlySet<string> = new Set([
  'address',
  'api_url',
  'base_url',
  'cluster_ca_certificate',
  'config_context',
  'config_context_cluster',
  'config_path',
  'config_paths',
  'context',
  'database',
  'endpoint',
  'host',
  'hostname',
  'port',
  'server',
  'uri',
  'url',
  'vsphere_server',
]);

/** Arguments that say which account, and which part of it. */
const ACCOUNTS: ReadonlySet<string> = new Set([
  'account_id',
  'assume_role.role_arn',
  'organization',
  'owner',
  'profile',
  'project',
  'region',
  'subscription_id',
  'tenant_id',
  'zone',
]);

const REST = 'Terraform creates what is not there, and the old one keeps running';

/** What a provider works against from now on; undefined where it is the same as before. */
export function ofProvider({ change, leafDifferences, stacks }: RiskContext): string | undefined {
  const { block, before, after, withStack } = change;
  if (block.kind !== 'provider' || withStack) return undefined;
  // Without a configuration, the environment of Terraform says where a provider looks.
  if (after === undefined)
    return isUsedByDefault(block.name, stacks[1])
      ? `is no longer configured, and what it made remains: the environment of Terraform says where it looks; ${REST}`
      : undefined;
  if (before === undefined && !isUsedByDefault(block.name, stacks[0])) return undefined;
  const isSameFile = isDeepStrictEqual(kubeconfigsOf(before), kubeconfigsOf(after));
  const elsewhere = leafDifferences
    .filter((leaf) => !isSamePlace(leaf, block.name))
    .map(({ path }) => dotted(path))
    .filter((argument) => !isSameFile || !/(^|\.)config_paths?$/.test(argument));
  const hosts = elsewhere.filter(isLocation).join(', ');
  if (hosts !== '') return `connects to another host or cluster (${hosts}): ${REST}`;
  const accounts = elsewhere.filter((name) => ACCOUNTS.has(name)).join(', ');
  return accounts === '' ? undefined : `looks into another account or region (${accounts}): ${REST}`;
}

/** A cluster may stand in a block of its own; clouds have an endpoint for each of their services. */
function isLocation(argument: string): boolean {
  return LOCATIONS.has(argument.replace(/^kubernetes\./, '')) || argument.startsWith('endpoints');
}

/** Whether only the way to a place differs, or who goes there: options of an address, another role of one account. */
function isSamePlace({ path, before, after }: Difference, provider: string): boolean {
  const [old, head] = [textOf(before), textOf(after)];
  if (provider === 'docker' && dotted(path) === 'host') return (old || ENGINE) === (head || ENGINE);
  if (dotted(path) === 'uri') return placeOf(old) === placeOf(head);
  if (dotted(path) !== 'assume_role.role_arn') return false;
  const account = accountOf(old);
  return account !== undefined && account === accountOf(head);
}

/** Where the provider of Docker looks if it is not told. */
const ENGINE = 'unix:///var/run/docker.sock';

/** The files that say which cluster it is, named alone or in a list, also in the block of a provider of charts. */
function kubeconfigsOf(block: Block | undefined): readonly string[] {
  return [block?.arguments, only(at(block?.arguments, 'kubernetes'))].flatMap((args) =>
    [at(args, 'config_path'), ...items(at(args, 'config_paths'))].map(textOf).filter((file) => file !== ''),
  );
}

/** The address of a hypervisor without its options: `qemu+ssh://ops@rack1/system?no_verify=1`. */
function placeOf(uri: string): string {
  return uri.split('?', 1)[0] ?? uri;
}

/** The account of a role of AWS. */
export function accountOf(arn: string): string | undefined {
  return /^arn:[^:]*:iam::(\d+):/.exec(arn)?.[1];
}

/** Whether a stack has resources of a provider that name no configuration of it. */
function isUsedByDefault(provider: string, stack: Stack | undefined): boolean {
  return [...(stack?.blocks.values() ?? [])].some(
    (block) =>
      isManaged(block) &&
      block.kind === 'resource' &&
      block.type.split('_', 1)[0] === provider &&
      block.arguments['provider'] === undefined,
  );
}
