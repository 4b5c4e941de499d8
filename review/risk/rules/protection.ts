import { isDestroyed, type RiskRule } from '../risk';

/** A protected resource or its protection is removed. Terraform refuses to destroy only what is still declared. */
export const protection: RiskRule = (context) => {
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
};

function risk(reason: string) {
  return [{ level: 'protection', reason, needsApproval: true } as const];
}
