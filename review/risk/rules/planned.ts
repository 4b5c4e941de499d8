import { holdsData } from '../holding';
import type { RiskRule } from '../risk';

/** What a plan does without changing an argument that it shows. */
export const planned: RiskRule = ({ change, planned, replacedBecause }) => {
  if (planned === undefined) return [];
  const { action, before, differences } = change;
  const risks = [...(planned.isImported ? [IMPORTED] : []), ...(planned.isLeft ? [LEFT] : [])];
  const isUnexplained =
    action === 'update' && differences.length + replacedBecause.length + risks.length === 0;
  return [...risks, ...(isUnexplained ? [UNEXPLAINED] : [])].map((reason) => {
    const isDataLeft = reason === LEFT && before !== undefined && holdsData(before);
    return { level: isDataLeft ? 'data' : 'rest', reason, needsApproval: isDataLeft };
  });
};

const IMPORTED = 'is imported into the state';
const LEFT = 'is created again, and the old one leaves the state and stays where it is';
const UNEXPLAINED = 'is updated, and the plan shows no argument that differs';
