import { isObject, isOff, type Json, textOf } from '../../../core/json';
import { type BlockChange, dotted, leavesOf } from '../../diff';
import type { RiskRule } from '../risk';
import { ofProvider } from './location-of-providers';

/** A different state, or a different host or cluster. Terraform finds nothing there of what it has created. */
export const otherLocation: RiskRule = (context) => {
  const { change, otherProviders, sameProvider } = context;
  const lost = unguarded(change);
  const reasons = [
    ofState(change) ?? ofProvider(context) ?? (sameProvider ? undefined : ofResource(change)),
    otherProviders.length === 0
      ? undefined
      : `gets another provider configuration (${otherProviders.join(', ')}): Terraform creates what is not there, and the old one keeps running`,
    lost.length === 0 ? undefined : `no longer encrypts or locks its state (${lost.join(', ')})`,
  ];
  return reasons.flatMap((reason) =>
    reason === undefined ? [] : [{ level: 'data', reason, needsApproval: true }],
  );
};

const STATES: ReadonlySet<string> = new Set(['terraform.backend', 'terraform.cloud']);

/** Arguments of a backend that say how its state is reached and kept, and not where it is. */
const SAME_STATE =
  /^(s3|gcs|azurerm|http|pg|kubernetes|consul|cos|oss|remote)\.(access_key|acl|assume_role.*|credentials|dynamodb_table|encrypt|force_path_style|impersonate_.*|insecure|kms_.*|lock|lock_.*|max_retries|password|profile|retry_.*|role_arn|secret_key|sensitive_.*|session_name|shared_.*|skip_.*|sse_.*|token|unlock_.*|use_.*|username)$/;

/** A stack that stays, but whose backend is added or removed, also has its state somewhere else. */
function ofState({ block, withStack, action, differences }: BlockChange): string | undefined {
  if (!STATES.has(block.address) || withStack) return undefined;
  const isSame = action === 'update' && differences.every(({ path }) => SAME_STATE.test(dotted(path)));
  return isSame
    ? undefined
    : 'names another state: unless the old one is moved there, Terraform creates everything again';
}

/** Arguments of a backend without which others may read its state, or write it at the same time. */
const GUARDS = /^\w+\.(encrypt|use_lockfile|dynamodb_table|lock|lock_address|kms_key_id|kms_encryption_key)$/;

/** Those of them that lock: a state in S3 is locked by a table or by a file beside it, and one is enough. */
const LOCKS = /^\w+\.(use_lockfile|dynamodb_table|lock|lock_address)$/;

/** A state that stays where it is, and is no longer encrypted or locked. */
function unguarded({ block, action, differences }: BlockChange): readonly string[] {
  if (!STATES.has(block.address) || action !== 'update') return [];
  const isLocked = Object.entries(block.arguments).some(
    ([backend, args]) =>
      isObject(args) &&
      Object.keys(args).some((name) => LOCKS.test(`${backend}.${name}`) && isGiven(args[name])),
  );
  return leavesOf(differences)
    .filter(({ before, after }) => isGiven(before) && !isGiven(after))
    .map(({ path }) => dotted(path))
    .filter((argument) => GUARDS.test(argument) && !(isLocked && LOCKS.test(argument)));
}

function isGiven(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !isOff(value);
}

/** Terraform looks for a resource through the provider that is configured now, not through the one that created it. */
function ofResource({ block, before, after, differences }: BlockChange): string | undefined {
  if (block.kind !== 'resource' || before === undefined || after === undefined) return undefined;
  if (!differences.some(({ path }) => dotted(path) === 'provider')) return undefined;
  const [old, head] = [before, after].map(({ arguments: args }) => textOf(args['provider']) || 'the default');
  return `is managed by another provider configuration (${String(old)} → ${String(head)}): Terraform creates what is not there, and the old one keeps running`;
}
