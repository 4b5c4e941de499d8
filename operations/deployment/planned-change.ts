export type PlannedAction = 'create' | 'update' | 'replace' | 'delete' | 'forget';

/** A resource's arguments and attributes, as Terraform has them. May hold secrets: never to be shown as a whole. */
export type Values = Readonly<Record<string, unknown>>;

/** What Terraform is about to do to one resource. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: PlannedAction;
  /** Undefined for what is created. */
  readonly before?: Values;
  /** Without what is known only when it is done. Undefined for what is destroyed. */
  readonly after?: Values;
  /** What it was when Terraform last saw it, where it is no longer where it was, and would be created again. */
  readonly gone?: Values;
  /** Terraform's word for why, such as `replace_because_tainted`. */
  readonly reason?: string;
}
