/** One line of the table. */
export interface Line {
  readonly work: string;
  /** What it took here, the fastest time first. */
  readonly slipway: string;
  /** What it is compared with, or why that could not be run. */
  readonly peer: string;
  /** Slipway's time divided by the peer's. @default no ratio */
  readonly ratio?: number;
  /** The largest amount that Slipway's process held, in MiB. */
  readonly mebibytes?: number | undefined;
  /** The goal. */
  readonly aim: string;
}

/** Measures one kind of work. */
export type Row = () => readonly Line[];

/** Seconds with as many digits as can be told apart from one run to the next. */
export function seconds(milliseconds: number): string {
  return milliseconds < 95 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}

/** The fastest of several runs, and the median. */
export function span({ fastest, median }: { readonly fastest: number; readonly median: number }): string {
  return `${seconds(fastest)} (median ${seconds(median)})`;
}
