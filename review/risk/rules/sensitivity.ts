import { isOn, type Json } from '../../../core/json';
import { type RiskRule, risksOf } from '../risk';

const risk = risksOf('exposure');

const KINDS: ReadonlySet<string> = new Set(['output', 'variable']);

/** What Terraform shows from now on. */
export const sensitivity: RiskRule = ({ change: { block, before, after }, inProtected }) => {
  const isShown =
    KINDS.has(block.kind) &&
    before !== undefined &&
    after !== undefined &&
    isOn(flag(before)) &&
    !isOn(flag(after));
  return isShown ? [risk('is no longer sensitive: Terraform shows its value', inProtected)] : [];
};

function flag({ arguments: args }: { readonly arguments: Readonly<Record<string, Json>> }): Json | undefined {
  return args['sensitive'];
}
