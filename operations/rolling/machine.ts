/** A machine of a pool, as it was found. */
export interface RollMachine {
  /** The key of its slot. */
  readonly slot: string;
  readonly host: string;
  /** Whether it is what it is to be: of the pool's image, and with nothing that Terraform would replace. */
  readonly isCurrent: boolean;
  /** `silent`: it is there, but does not answer, or its first boot is not over. `missing`: Terraform is to make it. */
  readonly state: 'up' | 'silent' | 'missing';
}
