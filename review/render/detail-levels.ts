import type { RiskLevel } from '../risk';
import type { Entry } from '../view';

/** How much a text tells. */
export interface DetailLevel {
  /** Whether what differs in an entry is told, and not only that it changes. */
  readonly differences: (entry: Entry) => boolean;
  /** How many of a kind are told, the most dangerous first; the others are counted. */
  readonly most: number;
  /** What is left out, in words; undefined where nothing is. */
  readonly leftOut: string | undefined;
}

const MINOR: ReadonlySet<RiskLevel> = new Set(['capacity', 'rest']);
const always = (): boolean => true;
const never = (): boolean => false;
const important = ({ level, needsApproval }: Entry): boolean => needsApproval || !MINOR.has(level);

/** From all there is to the least that says anything. */
export const DETAIL_LEVELS: readonly DetailLevel[] = [
  { differences: always, most: Infinity, leftOut: undefined },
  { differences: important, most: Infinity, leftOut: 'what differs in minor changes' },
  { differences: never, most: Infinity, leftOut: 'what differs in each resource' },
  {
    differences: never,
    most: 100,
    leftOut: 'all but the first 100 changes of a kind, and what differs in them',
  },
  {
    differences: never,
    most: 20,
    leftOut: 'all but the first 20 changes of a kind, and what differs in them',
  },
  { differences: never, most: 0, leftOut: 'every change, which is only counted' },
];
