import type { Block } from '../synth';
import type { Difference } from './difference';

/**
 * What the configuration says of a block that it did not say before:
 * - `create`, `update`, `delete`: it appears, says something else, disappears;
 * - `forget`: it leaves the state, and what it stands for stays (a `removed` block);
 * - `move`: it has another address and stays what it is (a `moved` block); it may say something else, too;
 * - `rename`: the same content stands under another address, and nothing moves it: Terraform destroys and creates.
 *
 * What Terraform will do follows from it and from the state, which is not known here.
 */
export type ChangeKind = 'create' | 'update' | 'delete' | 'forget' | 'move' | 'rename';

/** One block of one stack that is not what it was. */
export interface BlockChange {
  readonly stack: string;
  /** Null for a stack that no environment owns. */
  readonly environment: string | null;
  readonly deed: ChangeKind;
  /** The block as it is now; where it is gone, as it was. */
  readonly block: Block;
  /** The block as it was; undefined where it is new. */
  readonly before: Block | undefined;
  /** The block as it is now; undefined where it is gone. */
  readonly after: Block | undefined;
  /** What differs between both; none where there is only one. */
  readonly differences: readonly Difference[];
  /**
   * Whether the whole stack comes or goes with it. Nothing plans a stack that is gone: what it made is left as it is.
   */
  readonly withStack: boolean;
}
