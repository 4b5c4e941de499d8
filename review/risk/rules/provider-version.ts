import { textOf } from '../../../core/json';
import { dotted } from '../../diff';
import { isKnownProvider } from '../replacement';
import type { RiskRule } from '../risk';

/** A different provider version than the one whose source was read: it may replace more than is known. */
export const providerVersion: RiskRule = ({ change, leafDifferences }) => {
  if (change.block.address !== 'terraform.required_providers' || change.withStack) return [];
  return leafDifferences.flatMap(({ path, after }) => {
    const [name = '', argument] = dotted(path).split('.');
    const version = textOf(after);
    if (argument !== 'version' || version === '' || isKnownProvider(`${name} ${version}`)) return [];
    const reason = `uses ${name} ${version}, and what that version replaces is not known`;
    return [{ level: 'rest', reason, needsApproval: false } as const];
  });
};
