import type { Block } from '../synth';
import type { Difference } from './difference';

/**
 * How a block of the configuration changed:
 * - `create`, `update`, `delete`: it was added, changed or removed;
 * - `forget`: it leaves the state, and the real resource stays (a `removed` block);
 * - `move`: it has a new address and is the same resource (a `moved` block); its content may have changed, too;
 * - `rename`: the same content is at a new address without a `moved` block: Terraform destroys it and creates it again.
 *
 * What Terraform will actually do also depends on the state, which is not known here.
 */
export type ChangeKind = 'create' | 'update' | 'delete' | 'forget' | 'move' | 'rename';

/** One block of one stack that has changed. */
export interface BlockChange {
  readonly stack: string;
  /** Null for a stack that no environment owns. */
  readonly environment: string | null;
  readonly action: ChangeKind;
  /** The block as it is now; if it was removed, as it was. */
  readonly block: Block;
  /** The block as it was; undefined if it is new. */
  readonly before: Block | undefined;
  /** The block as it is now; undefined if it was removed. */
  readonly after: Block | undefined;
  /** The differences between the two; empty if there is only one. */
  readonly differences: readonly Difference[];
  /**
   * Whether its whole stack was added or removed. Nothing plans a removed stack: its resources are left as they are.
   */
  readonly withStack: boolean;
}
