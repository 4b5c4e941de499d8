/** What Terraform does, as it happens. */
export type DeployEvent = ResourceEvent | NoteEvent;

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

/** Something that a person should know. The run goes on. */
interface NoteEvent {
  readonly kind: 'note';
  readonly stack: string;
  readonly message: string;
}
