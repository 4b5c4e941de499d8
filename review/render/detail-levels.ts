import type { RiskLevel } from '../risk';
import type { Entry } from '../view';

/** How much detail a text has. */
export interface DetailLevel {
  /** Whether to show what differs in an entry, not only that it changes. */
  readonly differences: (entry: Entry) => boolean;
  /** Whether to draw what changes. */
  readonly graph: boolean;
  /** How many of each kind to show, the most dangerous first. The others are only counted. */
  readonly most: number;
  /** A sentence about what is left out; undefined if nothing is. */
  readonly leftOut: string | undefined;
}

const MINOR: ReadonlySet<RiskLevel> = new Set(['capacity', 'rest']);
const always = (): boolean => true;
const never = (): boolean => false;
const important = ({ level, needsApproval }: Entry): boolean => needsApproval || !MINOR.has(level);

/** From everything down to the least that is still useful. */
export const DETAIL_LEVELS: readonly DetailLevel[] = [
  { differences: always, graph: true, most: Infinity, leftOut: undefined },
  { differences: important, graph: true, most: Infinity, leftOut: 'what differs in minor changes' },
  { differences: never, graph: true, most: Infinity, leftOut: 'what differs in each resource' },
  {
    differences: never,
    graph: true,
    most: 100,
    leftOut: 'all but the first 100 changes of a kind, and what differs in them',
  },
  {
    differences: never,
    graph: true,
    most: 20,
    leftOut: 'all but the first 20 changes of a kind, and what differs in them',
  },
  { differences: never, graph: false, most: 0, leftOut: 'every change, which is only counted' },
];
