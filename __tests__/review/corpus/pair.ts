import type { RiskLevel } from '../../../review/risk';
import type { Entry } from '../../../review/view';
import type { StacksJson } from '../support/synth-of';

/** Two states of a project, and what a person must be told of the way from one to the other. */
export interface Pair {
  readonly name: string;
  readonly before: StacksJson;
  readonly after: StacksJson;
  readonly outcome: 'nothing' | 'changes' | 'approval';
  /** The entries, the most dangerous first: level, action, the first resource's address, and words of a risk. */
  readonly entries: readonly (readonly [RiskLevel, Entry['action'], string, RegExp?])[];
  /** What is proposed to be written, line by line; not asked for where it is left out. */
  readonly offer?: readonly RegExp[];
}
