import type { Json } from '../../../core/json';
import type { Block } from '../../synth';
import { dotted } from '../../diff';
import { isDestroyed, type RiskContext, type RiskRule } from '../risk';
import { turnsOff, turnsOffDefault } from './settings';

/** A protected resource or its protection is removed. Terraform refuses to destroy only what is still declared. */
export const protection: RiskRule = (context) => [...ofTerraform(context), ...ofProvider(context)];

function ofTerraform(context: RiskContext) {
  const { before, after, action, withStack } = context.change;
  if (before?.protected !== true || action === 'forget') return [];
  if (after === undefined || action === 'rename')
    return risk(
      withStack
        ? 'is protected, and its whole stack disappears: what it made stays, and nothing manages it any more'
        : 'is protected, and its protection disappears with it: Terraform destroys it',
    );
  if (!after.protected) return risk('is no longer protected: from now on Terraform may destroy it');
  return isDestroyed(context)
    ? risk('is protected and would have to be replaced: Terraform refuses, and the deploy fails')
    : [];
}

/** Arguments with which a provider, or what is behind it, refuses to destroy a resource. */
const SWITCHES: ReadonlySet<string> = new Set([
  'deletion_protection',
  'deletion_protection_enabled',
  'enable_deletion_protection',
  'delete_protection',
  'rebuild_protection',
  'disable_api_termination',
  'termination_protection',
  'protection',
]);

function ofProvider({ change: { before, after }, leafDifferences }: RiskContext) {
  if (before === undefined || after === undefined || before.kind !== 'resource') return [];
  const lost = leafDifferences
    .map(({ path, before: old, after: head }) => ({ argument: dotted(path), old, head }))
    .filter(({ argument, old, head }) => SWITCHES.has(argument) && isLost(after, old, head))
    .map(({ argument }) => argument);
  return lost.length === 0
    ? []
    : risk(`is no longer protected by its provider (${lost.join(', ')}): from now on it may be destroyed`);
}

/** Google protects what does not say otherwise. */
function isLost({ type }: Block, before: Json | undefined, after: Json | undefined): boolean {
  return (type.startsWith('google_') ? turnsOffDefault : turnsOff)(before, after);
}

function risk(reason: string) {
  return [{ level: 'protection', reason, needsApproval: true } as const];
}
