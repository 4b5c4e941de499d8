import { isOn, type Json } from '../../../core/json';
import { dotted } from '../../diff';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('exposure');

const KINDS: ReadonlySet<string> = new Set(['output', 'variable']);
/** Settings of a provider with which it no longer makes sure whom it talks to. */
const UNVERIFIED =
  /(^|\.)(insecure|skip_tls_verify|tls_insecure_skip_verify|skip_cert_verification|insecure_skip_verify)$/;

/** What Terraform shows from now on, and whom it trusts. */
export const sensitivity: RiskRule = ({ change: { block, before, after }, leafDifferences, inProtected }) => {
  if (KINDS.has(block.kind))
    return before !== undefined && after !== undefined && isOn(flag(before)) && !isOn(flag(after))
      ? [risk('is no longer sensitive: Terraform shows its value', inProtected)]
      : [];
  if (block.kind !== 'provider') return [];
  const trusting = leafDifferences
    .filter(({ path, before: old, after: head }) => UNVERIFIED.test(dotted(path)) && isOn(head) && !isOn(old))
    .map(({ path }) => dotted(path));
  return trusting.length === 0
    ? []
    : [risk(`no longer verifies whom it connects to (${trusting.join(', ')})`, true)];
};

function flag({ arguments: args }: { readonly arguments: Readonly<Record<string, Json>> }): Json | undefined {
  return args['sensitive'];
}
