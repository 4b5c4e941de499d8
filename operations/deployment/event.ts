import type { StackOutcome } from './run';

/** What Terraform does, as it happens. */
export type DeployEvent = ResourceEvent | NoteEvent;

/** What a run of stacks does, as it happens: one for each line of `slipway deploy --json`. */
export type RunEvent = DeployEvent | OutcomeEvent;

/** Terraform works on one resource. */
export interface ResourceEvent {
  readonly kind: 'resource';
  readonly stack: string;
  readonly address: string;
  /** In Terraform's words: `create`, `update`, `delete`, `read`. */
  readonly action: string;
  readonly step: 'started' | 'going' | 'done' | 'failed';
  /** Since it was started. */
  readonly seconds: number;
}

/** Something that a person should know, and that ended nothing. */
export interface NoteEvent {
  readonly kind: 'note';
  readonly stack: string;
  readonly message: string;
}

/** A stack is through. */
export interface OutcomeEvent extends StackOutcome {
  readonly kind: 'outcome';
}
