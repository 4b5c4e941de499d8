import type { Size } from '../quantities';

/** Storage that outlives the pods. */
export interface Volume {
  /** Where the container sees it: an absolute path. */
  readonly mountPath: string;
  /** May grow later, where the storage class can; never shrinks. */
  readonly size: Size;
}
