import type { Size } from '../quantities';

export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'] as const;

/** Who may mount a volume at a time. @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
export type AccessMode = (typeof ACCESS_MODES)[number];

/** Storage that outlives the pods. */
export interface Volume {
  /** Where the container sees it: an absolute path. */
  readonly mountPath: string;
  /** May grow later, where the storage class can; never shrinks. */
  readonly size: Size;
  /**
   * Who may mount it at a time: the pods of one node, one pod alone, or the pods of all nodes. The storage class must be able to. It cannot be changed later.
   * @default 'ReadWriteOnce'
   */
  readonly accessMode?: AccessMode;
  /**
   * The folder of the volume that is mounted, below its root, for programs that want an empty one: `data` beside `lost+found`.
   * @default all of it
   */
  readonly subPath?: string;
}
