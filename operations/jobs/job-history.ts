import { Failure } from '../process';

/** Something that happened to a run of a job. Never changed once it is written. */
export interface JobEvent {
  readonly at: string;
  /**
   * `refused`: the cluster did not let it start, so that nothing ran. `lost`: nobody saw its end, and a person had the job run
   * again.
   */
  readonly event: 'started' | 'succeeded' | 'failed' | 'refused' | 'lost';
  /** The image of the run. */
  readonly digest: string;
}

/** All that happened to the runs of a job in an environment, in order. */
export type JobHistory = readonly JobEvent[];

/**
 * Where a job stands for the digest that is selected:
 * - `due`: it has not run for it. `done`: it has.
 * - `superseded`: it has run for a newer image. It never runs for this one: the data is no longer what this one expects.
 * - `failed`: it has failed for it.
 * - `unknown`: a run was started, for this digest or another one, and its end is not recorded.
 */
export type JobState =
  | { readonly kind: 'due' }
  | { readonly kind: 'done'; readonly at: string }
  | { readonly kind: 'superseded'; readonly than: string }
  | { readonly kind: 'failed'; readonly at: string }
  | { readonly kind: 'unknown'; readonly digest: string; readonly at: string };

/**
 * Where a job stands.
 * @param order the digests of its image, the oldest first; empty where nobody knows
 */
export function jobStateOf(history: JobHistory, digest: string, order: readonly string[]): JobState {
  const last = history.findLast((entry) => entry.digest === digest);
  if (last?.event === 'succeeded') return { kind: 'done', at: last.at };
  const newer = history.find(
    (entry) => isOlder(digest, entry.digest, order) && hasRun(history, entry.digest),
  );
  if (newer !== undefined) return { kind: 'superseded', than: newer.digest };
  const latest = history.at(-1);
  if (latest?.event === 'started') return { kind: 'unknown', digest: latest.digest, at: latest.at };
  if (last?.event === 'failed') return { kind: 'failed', at: last.at };
  return { kind: 'due' };
}

/** Whether a run of it began, however it ended. */
function hasRun(history: JobHistory, digest: string): boolean {
  const count = (event: JobEvent['event']) =>
    history.filter((entry) => entry.digest === digest && entry.event === event).length;
  return count('started') > count('refused');
}

function isOlder(one: string, other: string, order: readonly string[]): boolean {
  const [a, b] = [order.indexOf(one), order.indexOf(other)];
  return a >= 0 && a < b;
}

/** The history as it is recorded: an event on a line. */
export function renderHistory(history: JobHistory): string {
  return history.map(({ at, event, digest }) => `${at} ${event} ${digest}\n`).join('');
}

/** Reads what {@link renderHistory} wrote. @throws Failure for anything else: what is not understood must not count as nothing */
export function parseHistory(text: string, where: string): JobHistory {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, at, event, digest] = LINE.exec(line) ?? [];
      if (at === undefined || digest === undefined)
        throw new Failure(
          `${where} holds a line that no deploy wrote: ${line.slice(0, 100)}\n` +
            '    → Restore it: without it, nobody knows what has run.',
        );
      return { at, event: event as JobEvent['event'], digest };
    });
}

const LINE = /^(\S+) (started|succeeded|failed|refused|lost) (sha256:[0-9a-f]{64})$/;
