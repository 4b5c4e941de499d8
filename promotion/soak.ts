import type { Digest } from '../constructs/image-build';
import { type Release, type ReleaseEvent, selects } from './release';
import { secondsIn, type Span, timeAfter } from './spans';

/** A time in which an environment selected a digest and had verified it: from its verification until another selection. */
interface VerifiedSpan extends Span {
  readonly verification: ReleaseEvent;
}

/**
 * The verification of a digest since the environment last turned to it; undefined where it selects another, or has not verified it
 * since. An earlier verification does not count: between the two, something else ran.
 *
 * @example
 * verificationOf(release, digest)?.at; // since when the time that it soaks grows
 */
export function verificationOf(release: Release | undefined, digest: Digest): ReleaseEvent | undefined {
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
  return secondsIn(spansOf(release, digest), at);
}

/**
 * When an environment had selected and verified a digest for so many seconds, or will have if it keeps it; undefined where it
 * selects another, or has still to verify it, so that the time does not grow.
 *
 * @example
 * soakedAt(staging, digest, 24 * 3600); // '2026-11-25T07:00:00Z'
 */
export function soakedAt(release: Release, digest: Digest, seconds: number): string | undefined {
  return timeAfter(spansOf(release, digest), seconds);
}

/** All times in which an environment selected a digest and had verified it. */
export function spansOf(release: Release | undefined, digest: Digest): readonly VerifiedSpan[] {
  const spans: VerifiedSpan[] = [];
  let isSelected = false;
  let verification: ReleaseEvent | undefined;
  for (const event of release?.history ?? []) {
    if (selects(event)) {
      isSelected = event.digest === digest;
      if (isSelected || verification === undefined) continue;
      spans.push({ verification, from: verification.at, until: event.at });
      verification = undefined;
    } else if (isSelected && event.event === 'verified' && event.digest === digest) verification ??= event;
  }
  return verification === undefined ? spans : [...spans, { verification, from: verification.at }];
}
