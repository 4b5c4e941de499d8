/**
 * A time as files and messages have it: UTC, to the second, `2026-11-24T08:00:00Z`.
 *
 * @example
 * instantOf(new Date('2026-11-24T09:00:00.000+01:00')); // '2026-11-24T08:00:00Z'
 */
export function instantOf(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The instant that many seconds after another. */
export function instantAfter(instant: string, seconds: number): string {
  return instantOf(new Date(Date.parse(instant) + seconds * 1000));
}
