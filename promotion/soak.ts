import type { Digest } from '../constructs/image-build';
import { instantAfter } from './instant';
import { type Release, type ReleaseEvent, selects } from './release';

/** A time in which an environment selected a digest and had verified it. */
interface Span {
  readonly verification: ReleaseEvent;
  /** When it was verified. */
  readonly from: string;
  /** When it selected another digest; absent while it has not. */
  readonly until?: string;
}

/**
 * The verification of a digest since the environment last turned to it; undefined where it selects another, or has not verified it
 * since. An earlier verification does not count: between the two, something else ran.
 *
 * @example
 * verificationOf(release, digest)?.at; // since when the time that it soaks grows
 */
export function verificationOf(release: Release, digest: Digest): ReleaseEvent | undefined {
  const last = spansOf(release, digest).at(-1);
  return last?.until === undefined ? last?.verification : undefined;
}

/**
 * How long, in seconds, an environment had selected and verified a digest by some instant: all such times together. Its age since
 * the first verification says less, since another digest may have run for most of that time.
 *
 * @example
 * soakedSeconds(staging, digest, '2026-11-24T08:00:00Z'); // 3600: it was verified at 07:00, and is still selected
 */
export function soakedSeconds(release: Release, digest: Digest, at: string): number {
  return spansOf(release, digest)
    .map(({ from, until = at }) => secondsBetween(from, until < at ? until : at))
    .reduce((sum, seconds) => sum + Math.max(0, seconds), 0);
}

/**
 * When an environment had selected and verified a digest for so many seconds, or will have if it keeps it; undefined where it
 * selects another, or has still to verify it, so that the time does not grow.
 *
 * @example
 * soakedAt(staging, digest, 24 * 3600); // '2026-11-25T07:00:00Z'
 */
export function soakedAt(release: Release, digest: Digest, seconds: number): string | undefined {
  let missing = seconds;
  for (const { from, until } of spansOf(release, digest)) {
    if (until === undefined || secondsBetween(from, until) >= missing) return instantAfter(from, missing);
    missing -= secondsBetween(from, until);
  }
  return undefined;
}

function spansOf({ history }: Release, digest: Digest): readonly Span[] {
  const spans: Span[] = [];
  let isSelected = false;
  let verification: ReleaseEvent | undefined;
  for (const event of history) {
    if (selects(event)) {
      isSelected = event.digest === digest;
      if (isSelected || verification === undefined) continue;
      spans.push({ verification, from: verification.at, until: event.at });
      verification = undefined;
    } else if (isSelected && event.event === 'verified' && event.digest === digest) verification ??= event;
  }
  return verification === undefined ? spans : [...spans, { verification, from: verification.at }];
}

function secondsBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 1000;
}
