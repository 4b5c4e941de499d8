import type { Change } from '../diff';
import type { Synth } from '../synth';
import { findReplacements } from './replacement';
import { type Risk, RISK_LEVELS, type RiskLevel, type RiskRule } from './risk';
import { capacity } from './rules/capacity';
import { data } from './rules/data';
import { exposure } from './rules/exposure';
import { privileges } from './rules/privileges';
import { protection } from './rules/protection';
import { replacement } from './rules/replacement';

const RULES: readonly RiskRule[] = [protection, data, replacement, exposure, privileges, capacity];

/** A change, and what it may do. */
export interface Judged {
  readonly change: Change;
  /** Whether the resource is replaced, as far as is known. */
  readonly replaced: boolean;
  /** The most dangerous first. */
  readonly risks: readonly Risk[];
  /** The most dangerous of them. */
  readonly level: RiskLevel;
}

/** What the changes may do, and what follows from them. */
export function judge(changes: readonly Change[], before: Synth, after: Synth): readonly Judged[] {
  const guarded = new Set(
    [...before.record.environments, ...after.record.environments]
      .filter((environment) => environment.protected)
      .map(({ name }) => name),
  );
  const appears = new Map(
    changes
      .filter(({ deed }) => deed === 'create')
      .map((change) => [`${String(change.environment)} ${change.block.address}`, change.stack]),
  );
  return findReplacements(changes, after).map(({ change, replacedBecause }) => {
    const { environment, deed, block } = change;
    const situation = {
      change,
      replacedBecause,
      inProtected: environment !== null && guarded.has(environment),
      goesTo: deed === 'delete' ? appears.get(`${String(environment)} ${block.address}`) : undefined,
    };
    const risks = RULES.flatMap((rule) => rule(situation)).sort((a, b) => rank(a.level) - rank(b.level));
    return { change, replaced: replacedBecause.length > 0, risks, level: risks[0]?.level ?? 'rest' };
  });
}

function rank(level: RiskLevel): number {
  return RISK_LEVELS.indexOf(level);
}
