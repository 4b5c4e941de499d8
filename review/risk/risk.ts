import type { BlockChange, Difference } from '../diff';
import type { Destination } from './destination';

/** What may go wrong, the most dangerous first: the order in which changes are told. */
export const RISK_LEVELS = [
  'protection',
  'data',
  'replacement',
  'exposure',
  'privileges',
  'capacity',
  'rest',
] as const;

export type RiskLevel = (typeof RISK_LEVELS)[number];

/** Something that a change may do. */
export interface Risk {
  readonly level: RiskLevel;
  /** What it does, as a predicate of the resource: `destroys the data that it holds`. */
  readonly reason: string;
  /** Whether a person must approve it. */
  readonly needsApproval: boolean;
}

/** Makes risks of one level. */
export function risksOf(level: RiskLevel) {
  return (reason: string, needsApproval: boolean): Risk => ({ level, reason, needsApproval });
}

/** A change, with what is known of where it stands. */
export interface Situation {
  readonly change: BlockChange;
  /** What it says otherwise, value by value; of a resource that is new, all that it says. */
  readonly leaves: readonly Difference[];
  /** Why the resource is replaced; none where it is not, as far as is known. */
  readonly replacedBecause: readonly string[];
  /** Whether its environment is protected, or was. */
  readonly inProtected: boolean;
  /** Where the resource appears, if it disappears from its stack: states do not hand over what they hold. */
  readonly destination: Destination | undefined;
}

/** What one kind of danger makes of a change. */
export type RiskRule = (situation: Situation) => readonly Risk[];

/** Whether what the resource stands for is destroyed, as far as is known. */
export function isDestroyed({ change, replacedBecause }: Situation): boolean {
  return change.deed === 'delete' || change.deed === 'rename' || replacedBecause.length > 0;
}
