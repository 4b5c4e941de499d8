import type { Digest } from '../constructs/image-build';

/** An image that arrived in an environment, and what it was built from. Never changed once it is written. */
export interface ReleaseRecord {
  readonly digest: Digest;
  /** The hash of everything that went into the build. */
  readonly sourceHash: string;
  /** The whole id of the commit that the image was built from. */
  readonly commit: string;
  /** What the image runs on, e.g. `linux/amd64`. */
  readonly platforms: readonly string[];
  /** When the record was written: UTC, to the second, e.g. `2026-11-24T08:00:00Z`. */
  readonly recordedAt: string;
  /** Set if no registry holds the digest: the image is still to be built. */
  readonly sample?: true;
}

/**
 * What can happen to a digest in an environment:
 * - `selected`: from then on the environment was to run it;
 * - `verified`: it was seen to run there as it should;
 * - `restored`: a rollback selected it again, and the next promotion must not undo that silently;
 * - `rejected`: it may never be selected again, in no environment.
 */
export type ReleaseEventKind = 'selected' | 'verified' | 'restored' | 'rejected';

/** An image without the time at which it arrived somewhere. */
export type ReleaseImage = Omit<ReleaseRecord, 'recordedAt'>;

/** A rule that a person may set aside for one selection, with a reason. */
export type Override = 'soak' | 'freeze' | 'hold';

/** Something that happened to a recorded digest. Never changed once it is written. */
export interface ReleaseEvent {
  /** UTC, to the second. */
  readonly at: string;
  readonly event: ReleaseEventKind;
  readonly digest: Digest;
  /** Whoever or whatever did it: a name, a note, the address of a run or of a pull request. */
  readonly by: string;
  /** Required where the event is `restored` or `rejected`, and beside `overrides`. */
  readonly reason?: string;
  /** Only where the event is `selected` or `restored`. */
  readonly overrides?: readonly Override[];
}

/** One service in one environment, as `environments/<environment>/releases/<service>.json` says it. */
export interface Release {
  /** Where an editor finds the schema. */
  readonly $schema?: string;
  /** A word for whoever opens the file. */
  readonly note?: string;
  readonly environment: string;
  readonly service: string;
  /** What the environment runs: the digest of the last `selected` or `restored` event, null while there is none. */
  readonly selected: Digest | null;
  /** The images that arrived, the oldest first. */
  readonly records: readonly ReleaseRecord[];
  /** What happened to them, the oldest first. */
  readonly history: readonly ReleaseEvent[];
}

/** Whether an event makes its digest the selected one. */
export function selects({ event }: ReleaseEvent): boolean {
  return event === 'selected' || event === 'restored';
}

/** The first event of a kind for a digest: since when a digest is `verified`, why it was `rejected`. */
export function firstEvent(
  release: Release,
  event: ReleaseEventKind,
  digest: Digest,
): ReleaseEvent | undefined {
  return release.history.find((entry) => entry.event === event && entry.digest === digest);
}

/** The event by which the selected digest came to be selected. */
export function lastSelection({ history }: Release): ReleaseEvent | undefined {
  return history.findLast(selects);
}

/** The rollback that holds a release: while it is the last selection, nothing else is selected without an override. */
export function holdOf(release: Release): ReleaseEvent | undefined {
  const last = lastSelection(release);
  return last?.event === 'restored' ? last : undefined;
}

/** The record of a digest. */
export function recordOf(release: Release, digest: Digest): ReleaseRecord | undefined {
  return release.records.find((record) => record.digest === digest);
}
