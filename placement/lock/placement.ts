/** Slot → host, e.g. `nodes/0` → `rack1-a`. */
export type SlotHosts = Readonly<Record<string, string>>;

/** Which slot of an environment runs on which host, as `placements/<environment>.json` says it. */
export interface Placement {
  /** Where an editor finds the schema. */
  readonly $schema?: string;
  readonly environment: string;
  readonly slots: SlotHosts;
  /**
   * Slots that are not declared any more, and the host that each was on. An index is never reused for another place:
   * declared again, the slot comes back to that host, where disks of its name may be kept, or not at all.
   */
  readonly removed: SlotHosts;
}

/** A placement in which nothing is placed yet. */
export function emptyPlacement(environment: string): Placement {
  return { $schema: '../schemas/placement.schema.json', environment, slots: {}, removed: {} };
}
