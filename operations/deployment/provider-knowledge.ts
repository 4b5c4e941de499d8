import type { StackFolder } from './stack-folder';
import type { Message, ResourceAt } from './terraform-message';

/** What is known of one provider beyond what holds for all of them. The generic code reads it from the table in providers.ts. */
export interface ProviderKnowledge {
  /** The type of its resources that are machines. @default it makes no machines */
  readonly machineType?: string;
  /** What its errors mean. @default nothing is known beyond what Terraform says */
  readonly explanations?: readonly Explanation[];
  /** What its error means when the other side does not answer. @default the general explanation */
  readonly silences?: readonly Silence[];
  /** Watches a run of Terraform for faults of the provider that another attempt gets past. @default none is known */
  readonly watch?: (run: WatchedRun) => RunWatch;
}

/** What an error of Terraform means where its text says less than is known, and what to do. */
export interface Explanation {
  readonly pattern: RegExp;
  /** Whether the pattern means this here. @default everywhere */
  readonly applies?: (error: ReportedError) => boolean;
  readonly explain: (match: RegExpExecArray, error: ReportedError) => string;
}

/** What it means that something does not answer. The first one that applies is used. */
export interface Silence {
  readonly applies: (error: ReportedError) => boolean;
  readonly explain: (error: ReportedError) => string;
}

/** An error and where Terraform reported it. */
export interface ReportedError {
  /** The resource that it is about; empty where Terraform does not tell. */
  readonly address: string;
  readonly stack: StackFolder;
  /** The environment that Terraform ran in. */
  readonly env: NodeJS.ProcessEnv;
  /** Summary and detail. */
  readonly text: string;
}

/** A run of Terraform that is watched. */
export interface WatchedRun {
  readonly stack: StackFolder;
  /** Whether it only reads. */
  readonly isPlan: boolean;
  readonly startedAt: number;
  /** How long nothing may happen before the provider counts as hung, in milliseconds. */
  readonly hangMs: number;
  /** The same while something is in work that may take long by itself. */
  readonly longMs: number;
}

/** Follows one run. Times are those of `Date.now()`. */
export interface RunWatch {
  readonly note: (message: Message, now: number) => void;
  /**
   * What the provider hangs on now.
   * @param processGroup that of Terraform and its providers; undefined where it did not start
   */
  readonly hangsOn: (now: number, processGroup: number | undefined) => ProviderFault | undefined;
  /** What made a run fail that is worth another attempt. */
  readonly failedOn: () => ProviderFault | undefined;
}

/** A fault of a provider that another attempt gets past. */
export interface ProviderFault {
  /** What happened, in words. */
  readonly what: string;
  /**
   * What may wait for ever because of it. What else is in work is given time to end: only then is it in the state.
   * @default everything
   */
  readonly holdsUp?: (at: ResourceAt) => boolean;
  /**
   * Removes what the fault left behind in an apply and the state does not know, before it is created again.
   * @param toCreate the addresses of what is still to be created
   * @throws Failure where a person has to do it
   */
  readonly cleanUp?: (toCreate: readonly string[], env: NodeJS.ProcessEnv) => Promise<void>;
}
