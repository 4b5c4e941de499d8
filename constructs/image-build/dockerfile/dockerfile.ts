import type { SyntaxFault } from './fault';

/** What a Dockerfile says, as plain data. Lines are counted from 1. */
export interface Dockerfile {
  /** What Docker refuses in it before it builds anything. */
  readonly faults: readonly SyntaxFault[];
  /** The `ARG` lines before the first stage: what `FROM` lines may use. */
  readonly arguments: readonly Argument[];
  /** The first instruction that is no `ARG`; missing where there is none. A build begins with `FROM`. */
  readonly first?: string;
  /** In the order of the file. */
  readonly stages: readonly Stage[];
}

/** A `FROM` line, and what follows until the next one. */
export interface Stage {
  readonly line: number;
  /** What it starts from, as it is written: `${BASE}`, another stage, `scratch`. */
  readonly base: string;
  /** Its name: `FROM … AS build`. */
  readonly name?: string;
  readonly steps: readonly Step[];
}

/** A line of a stage that decides what the build reads. */
export type Step = Argument | Environment | Copy | Mount;

/** One name of an `ARG` line. */
export interface Argument {
  readonly kind: 'argument';
  readonly line: number;
  readonly name: string;
  /** What it is where nothing is given, as it is written. */
  readonly value?: string;
}

/** One name of an `ENV` line. */
export interface Environment {
  readonly kind: 'environment';
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

/** A `COPY` or an `ADD` line. */
export interface Copy {
  readonly kind: 'copy';
  readonly line: number;
  readonly instruction: 'COPY' | 'ADD';
  /** The stage, the image or the named context that it copies from. @default the context of the build */
  readonly from?: string;
  /** As they are written, without what stands in the Dockerfile itself (`<<EOF`). */
  readonly sources: readonly string[];
  /** Where it copies to, as it is written, where it copies several. */
  readonly target?: string;
}

/** A `--mount` of a `RUN` line. */
export interface Mount {
  readonly kind: 'mount';
  readonly line: number;
  /** `bind`, `cache`, `secret`, `ssh` or `tmpfs`. */
  readonly type: string;
  /** The options as they are written: `id`, `from`, `source`, `required`. */
  readonly options: Readonly<Record<string, string>>;
}
