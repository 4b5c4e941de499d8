import type { MachineImageProps } from '../../constructs/vm-pool';

/** Slot → host, e.g. `nodes/0` → `rack1-a`. */
export type SlotHosts = Readonly<Record<string, string>>;

/** Slot → the digest of the image that it runs. */
export type SlotPins = Readonly<Record<string, string>>;

/** What an image is and where it comes from, beside its digest. */
export type RecordedImage = Omit<MachineImageProps, 'digest'>;

/** Which slot of an environment runs on which host, and from which image, as `environments/<name>/placement.json` says it. */
export interface Placement {
  /** Where an editor finds the schema. */
  readonly $schema?: string;
  readonly environment: string;
  /** Digest → image: all that a pin names, since the environment itself knows only where its pools are to go. */
  readonly images?: Readonly<Record<string, RecordedImage>>;
  readonly slots: SlotHosts;
  /**
   * What each slot runs, until a roll reaches it: the image of its pool in the environment is only the target.
   * @default every slot runs its pool's image, and changes with it
   */
  readonly pins?: SlotPins;
  /**
   * Slots that are not declared any more, and the host that each was on. An index is never reused for another place:
   * declared again, the slot comes back to that host, where disks of its name may be kept, or not at all.
   */
  readonly removed: SlotHosts;
}

/** A placement in which nothing is placed yet. */
export function emptyPlacement(environment: string): Placement {
  return { $schema: '../../schemas/placement.schema.json', environment, slots: {}, removed: {} };
}
