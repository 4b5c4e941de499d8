import type { RiskLevel } from '../risk';
import type { Entry, Note, PolicyFinding, Promotion, Verdict } from './review';

/** What one resource of a level does, and what several do. */
const WORDS: Readonly<Record<RiskLevel, readonly [one: string, several: string]>> = {
  protection: ['loses protection', 'lose protection'],
  data: ['puts data at risk', 'put data at risk'],
  replacement: ['is destroyed or replaced', 'are destroyed or replaced'],
  exposure: ['changes who reaches what', 'change who reaches what'],
  privileges: ['changes privileges', 'change privileges'],
  capacity: ['changes size', 'change size'],
  rest: ['other', 'other'],
};

interface Contents {
  readonly environments: readonly string[];
  readonly promotions: readonly Promotion[];
  readonly notes: readonly Note[];
  readonly entries: readonly Entry[];
  readonly findings: readonly PolicyFinding[];
}

/** All of it in one line. */
export function verdictOf({ environments, promotions, notes, entries, findings }: Contents): Verdict {
  const fresh = findings.filter(
    ({ known, allowed, severity }) => !known && allowed === undefined && severity === 'error',
  );
  if (promotions.length + notes.length + entries.length + fresh.length === 0)
    return { outcome: 'nothing', text: 'nothing changes' };
  const needsApproval = fresh.length > 0 || [...notes, ...entries].some((each) => each.needsApproval);
  const places = entries.flatMap(({ resources }) => resources).flatMap((resource) => resource.places);
  const where = environments.filter((name) => places.some(({ environment }) => environment === name));
  const levels = Object.entries(WORDS).flatMap(([level, [one, several]]) => {
    const count = countPlaces(entries.filter((entry) => entry.level === level));
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  });
  const parts = [
    `${places.length} ${places.length === 1 ? 'resource changes' : 'resources change'}${where.length === 0 ? '' : ` in ${where.join(', ')}`}`,
    ...levels,
    ...(fresh.length === 0 ? [] : [`${fresh.length} new against policy`]),
  ];
  const [head, ...rest] = parts;
  return {
    outcome: needsApproval ? 'approval' : 'changes',
    text: `${needsApproval ? 'needs approval: ' : ''}${String(head)}${rest.length === 0 ? '' : `: ${rest.join(', ')}`}`,
  };
}

function countPlaces(entries: readonly Entry[]): number {
  return entries.flatMap(({ resources }) => resources).reduce((sum, { places }) => sum + places.length, 0);
}
