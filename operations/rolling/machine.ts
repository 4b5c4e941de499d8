/** A machine of a pool, as found. */
export interface RollMachine {
  /** The key of its slot. */
  readonly slot: string;
  readonly host: string;
  /** Whether it is up to date: it runs the pool's image, and Terraform would not replace any part of it. */
  readonly isCurrent: boolean;
  /** `silent`: it exists, but does not answer or has not finished its first boot. `missing`: Terraform has yet to create it. */
  readonly state: 'up' | 'silent' | 'missing';
}
