import { fixedInManifest, fixedWhereTyped } from '../fixed-arguments';
import { holdsData } from '../holding';
import { isDestroyed, type RiskRule, risksOf } from '../risk';

/** A change that Kubernetes refuses, where nothing replaces the object: the apply fails, and what comes after it is not applied. */
export const refusal: RiskRule = (context) => {
  const { change, leafDifferences, isManifest, inProtected } = context;
  const { before, after } = change;
  if (before === undefined || after === undefined || isDestroyed(context)) return [];
  const fixed = isManifest
    ? fixedInManifest(before, after, leafDifferences)
    : fixedWhereTyped(after, leafDifferences);
  if (fixed.length === 0) return [];
  const advice = holdsData(before)
    ? 'make another one beside it, and copy the data'
    : 'give it another name, or have Terraform replace it (-replace)';
  return [
    risksOf('refused')(
      `fails to apply: Kubernetes never changes ${fixed.join(', ')} of what exists; ${advice}`,
      inProtected,
    ),
  ];
};
