import { instantAfter } from '../core/text';

/** A time between two instants: the second is no longer part of it. */
export interface Span {
  readonly from: string;
  /** Absent while it lasts. */
  readonly until?: string;
}

/** How many seconds of some spans had passed at an instant. @param spans one after the other */
export function secondsIn(spans: readonly Span[], at: string): number {
  return spans
    .map(({ from, until = at }) => secondsBetween(from, until < at ? until : at))
    .reduce((sum, seconds) => sum + Math.max(0, seconds), 0);
}

/** When so many seconds of some spans had passed, or will have; undefined where they end before. @param spans one after the other */
export function timeAfter(spans: readonly Span[], seconds: number): string | undefined {
  let missing = seconds;
  for (const { from, until } of spans) {
    if (until === undefined || secondsBetween(from, until) >= missing) return instantAfter(from, missing);
    missing -= secondsBetween(from, until);
  }
  return undefined;
}

/** The times that belong to a span of each of two lists. What has no length is left out. @param some one after the other, as are the others */
export function intersection(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  return some
    .flatMap((one) => others.map((other) => between(one, other)))
    .filter(({ from, until }) => until === undefined || from < until);
}

function between(one: Span, other: Span): Span {
  const from = one.from > other.from ? one.from : other.from;
  const [until] = [one.until, other.until].filter((end) => end !== undefined).sort();
  return until === undefined ? { from } : { from, until };
}

function secondsBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 1000;
}
