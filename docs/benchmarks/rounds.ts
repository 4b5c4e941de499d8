/** How long some work took within a process, in milliseconds. */
export interface Rounds {
  readonly first: number;
  readonly fastest: number;
  readonly median: number;
}

/**
 * Does the work several times. The first time, nothing is compiled yet.
 *
 * @param prepare Makes what a round works with; it is not measured. @default nothing
 */
export function rounds(count: number, work: () => unknown): Rounds;
export function rounds<T>(count: number, work: (prepared: T) => unknown, prepare: () => T): Rounds;
export function rounds<T>(count: number, work: (prepared?: T) => unknown, prepare?: () => T): Rounds {
  const times = Array.from({ length: count }, () => {
    const prepared = prepare?.();
    const began = performance.now();
    work(prepared);
    return performance.now() - began;
  });
  const sorted = [...times].sort((a, b) => a - b);
  return { first: times[0] ?? 0, fastest: sorted[0] ?? 0, median: sorted[Math.floor(count / 2)] ?? 0 };
}
