import { countOf, firstOf } from '../../core/text';
import type { BlockChange } from '../diff';
import { type AssessedChange, RISK_LEVELS, type RiskLevel } from '../risk';
import { isManaged } from '../synth';
import { placesInOrder } from './places-in-order';
import type { Entry, Note, PolicyFinding, Promotion, Verdict } from './review';

/** What one resource of a level does, and what several do. */
const WORDS: Readonly<Record<RiskLevel, readonly [one: string, several: string]>> = {
  protection: ['loses protection', 'lose protection'],
  data: ['puts data at risk', 'put data at risk'],
  replacement: ['is destroyed or replaced', 'are destroyed or replaced'],
  refused: ['fails to apply', 'fail to apply'],
  exposure: ['changes who reaches what', 'change who reaches what'],
  privileges: ['changes privileges', 'change privileges'],
  availability: ['may be interrupted', 'may be interrupted'],
  capacity: ['changes size', 'change size'],
  unknown: ['changes what only a plan tells', 'change what only a plan tells'],
  rest: ['changes', 'change'],
};

interface Contents {
  readonly environments: readonly string[];
  readonly promotions: readonly Promotion[];
  readonly notes: readonly Note[];
  readonly entries: readonly Entry[];
  readonly findings: readonly PolicyFinding[];
}

/** The whole review in one line. @param judged what the entries stand for, each with its own level */
export function verdictOf(
  { environments, promotions, notes, entries, findings }: Contents,
  judged: readonly AssessedChange[],
): Verdict {
  const fresh = findings.filter(
    ({ known, allowed, severity }) => !known && allowed === undefined && severity === 'error',
  );
  if (promotions.length + notes.length + entries.length + fresh.length === 0)
    return { outcome: 'nothing', text: 'nothing changes' };
  const needsApproval = fresh.length > 0 || [...notes, ...entries].some((each) => each.needsApproval);
  const parts = [
    whatChanges(judged, environments),
    ...(fresh.length === 0 ? [] : [`${fresh.length} new against policy`]),
    ...worstOf(entries),
  ];
  return {
    outcome: needsApproval ? 'approval' : 'changes',
    text: `${needsApproval ? 'needs approval: ' : ''}${parts.join('; ')}`,
  };
}

/** The first thing that a person must approve: entries and their risks begin with the most dangerous. */
function worstOf(entries: readonly Entry[]): readonly string[] {
  const [worst] = entries.filter(({ needsApproval }) => needsApproval);
  const risk = worst?.risks.find(({ needsApproval }) => needsApproval);
  if (worst === undefined || risk === undefined) return [];
  const addresses = worst.resources.map(({ address }) => address);
  // A reason says what the resource does, unless it is about others.
  const joint = /\bmay (?:no longer )?reach\b|\bis no longer denied\b|^Slipway /.test(risk.reason) ? ':' : '';
  return [`above all ${firstOf(addresses, 1)}${whereWords(risk.environments)}${joint} ${risk.reason}`];
}

/** One phrase if all do the same; otherwise the number of them for each phrase. */
function whatChanges(judged: readonly AssessedChange[], environments: readonly string[]): string {
  const changes = judged.map(({ change }) => change);
  const where = whereWords(placesInOrder(changes, environments));
  const levels = RISK_LEVELS.flatMap((level) => {
    const count = judged.filter((each) => each.level === level).length;
    return count === 0 ? [] : [{ level, count }];
  });
  const [only] = levels;
  if (only === undefined) return 'no resource changes';
  if (levels.length === 1) return `${counted(changes)} ${effectOf(only)}${where}`;
  const counts = levels.map((each) => `${each.count} ${each.level === 'rest' ? 'other' : effectOf(each)}`);
  return `${counted(changes)} ${changes.length === 1 ? 'changes' : 'change'}${where}: ${counts.join(', ')}`;
}

/** Further places are only counted. */
const MOST_PLACES = 6;

function whereWords(names: readonly string[]): string {
  return names.length === 0 ? '' : ` in ${firstOf(names, MOST_PLACES)}`;
}

/** What Terraform makes, and what it only reads: a variable is no resource. */
function counted(changes: readonly BlockChange[]): string {
  const made = changes.filter(({ block }) => isManaged(block)).length;
  const parts = [
    ...(made === 0 ? [] : [countOf(made, 'resource')]),
    ...(made === changes.length ? [] : [countOf(changes.length - made, 'setting')]),
  ];
  return parts.join(' and ');
}

function effectOf({ level, count }: { readonly level: RiskLevel; readonly count: number }): string {
  const [one, several] = WORDS[level];
  return count === 1 ? one : several;
}
