import type { z } from '../core/zod';
import type { Digest } from '../constructs/image-build';
import type { Frozen } from '../core/json-file';
import type { EVENT, OVERRIDE, RECORD, RELEASE } from './release-schema';

/** An image that arrived in an environment, and what it was built from. Never changed once it is written. */
export type ReleaseRecord = Frozen<z.output<typeof RECORD>>;

/** An image without the time at which it arrived somewhere. */
export type ReleaseImage = Omit<ReleaseRecord, 'recordedAt'>;

/** A rule that a person may override for one selection, with a reason. */
export type Override = z.output<typeof OVERRIDE>;

/** Something that happened to a recorded digest. Never changed once it is written. */
export type ReleaseEvent = Frozen<z.output<typeof EVENT>>;

/**
 * What can happen to a digest in an environment:
 * - `selected`: from then on the environment was to run it;
 * - `verified`: it was seen to run there as it should;
 * - `restored`: a rollback selected it again, and the next promotion must not undo that silently;
 * - `rejected`: no environment may ever select it again.
 */
export type ReleaseEventKind = ReleaseEvent['event'];

/** One service in one environment, as `environments/<environment>/releases/<service>.json` says it. */
export type Release = Frozen<z.output<typeof RELEASE>>;

/** Whether an event makes its digest the selected one. */
export function selects({ event }: ReleaseEvent): boolean {
  return event === 'selected' || event === 'restored';
}

/** The first event of a kind for a digest: since when a digest is `verified`, why it was `rejected`. */
export function firstEvent(
  release: Release | undefined,
  event: ReleaseEventKind,
  digest: Digest,
): ReleaseEvent | undefined {
  return release?.history.find((entry) => entry.event === event && entry.digest === digest);
}

/** The event by which the selected digest came to be selected. */
export function lastSelection(release: Release | undefined): ReleaseEvent | undefined {
  return release?.history.findLast(selects);
}

/** The rollback that holds a release: while it is the last selection, nothing else is selected without an override. */
export function holdOf(release: Release | undefined): ReleaseEvent | undefined {
  const last = lastSelection(release);
  return last?.event === 'restored' ? last : undefined;
}

/**
 * The record of the digest that was selected before the one that is; undefined where there was none.
 *
 * @example
 * const release = releases.releaseOf('prod', 'api');
 * if (release) selectedBefore(release)?.digest;
 */
export function selectedBefore(release: Release): ReleaseRecord | undefined {
  const { history, selected } = release;
  const before = history.findLast((event) => selects(event) && event.digest !== selected);
  return before && recordOf(release, before.digest);
}

/**
 * The record of a digest.
 *
 * @example
 * recordOf(releases.releaseOf('prod', 'api'), digest)?.commit;
 */
export function recordOf(release: Release | undefined, digest: Digest): ReleaseRecord | undefined {
  return release?.records.find((record) => record.digest === digest);
}

/** The record of the digest that is selected; undefined while none is selected. */
export function selectedRecord(release: Release | undefined): ReleaseRecord | undefined {
  return release?.selected ? recordOf(release, release.selected) : undefined;
}
