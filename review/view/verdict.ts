import { RISK_LEVELS, type RiskLevel } from '../risk';
import { placesInOrder } from './places-in-order';
import type { Entry, Note, PolicyFinding, Promotion, Verdict } from './review';

/** What one resource of a level does, and what several do. */
const WORDS: Readonly<Record<RiskLevel, readonly [one: string, several: string]>> = {
  protection: ['loses protection', 'lose protection'],
  data: ['puts data at risk', 'put data at risk'],
  replacement: ['is destroyed or replaced', 'are destroyed or replaced'],
  exposure: ['changes who reaches what', 'change who reaches what'],
  privileges: ['changes privileges', 'change privileges'],
  capacity: ['changes size', 'change size'],
  unknown: ['may be replaced', 'may be replaced'],
  rest: ['changes', 'change'],
};

interface Contents {
  readonly environments: readonly string[];
  readonly promotions: readonly Promotion[];
  readonly notes: readonly Note[];
  readonly entries: readonly Entry[];
  readonly findings: readonly PolicyFinding[];
}

/** The whole review in one line. */
export function verdictOf({ environments, promotions, notes, entries, findings }: Contents): Verdict {
  const fresh = findings.filter(
    ({ known, allowed, severity }) => !known && allowed === undefined && severity === 'error',
  );
  if (promotions.length + notes.length + entries.length + fresh.length === 0)
    return { outcome: 'nothing', text: 'nothing changes' };
  const needsApproval = fresh.length > 0 || [...notes, ...entries].some((each) => each.needsApproval);
  const parts = [
    whatChanges(entries, environments),
    ...(fresh.length === 0 ? [] : [`${fresh.length} new against policy`]),
  ];
  return {
    outcome: needsApproval ? 'approval' : 'changes',
    text: `${needsApproval ? 'needs approval: ' : ''}${parts.join('; ')}`,
  };
}

/** One phrase if all resources do the same; otherwise the number of resources for each phrase. */
function whatChanges(entries: readonly Entry[], environments: readonly string[]): string {
  const places = entries.flatMap(({ level, resources }) =>
    resources.flatMap((resource) =>
      resource.places.map(({ environment, stack }) => ({ level, environment, stack })),
    ),
  );
  const where = whereWords(placesInOrder(places, environments));
  const levels = RISK_LEVELS.flatMap((level) => {
    const count = places.filter((place) => place.level === level).length;
    return count === 0 ? [] : [{ level, count }];
  });
  const [only] = levels;
  if (only === undefined) return 'no resource changes';
  if (levels.length === 1) return `${counted(places.length)} ${effectOf(only)}${where}`;
  const counts = levels.map((each) => `${each.count} ${each.level === 'rest' ? 'other' : effectOf(each)}`);
  return `${counted(places.length)} change${where}: ${counts.join(', ')}`;
}

/** Further places are only counted. */
const MOST_PLACES = 6;

function whereWords(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - MOST_PLACES;
  return ` in ${names.slice(0, MOST_PLACES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function counted(count: number): string {
  return count === 1 ? '1 resource' : `${count} resources`;
}

function effectOf({ level, count }: { readonly level: RiskLevel; readonly count: number }): string {
  const [one, several] = WORDS[level];
  return count === 1 ? one : several;
}
