import type { Draft } from '../draft';
import type { Input } from '../input';
import type { Beside } from './beside';

/** What the options of a service refer to. */
export interface ComposeContext {
  /** What the file is called, in reasons. */
  readonly file: string;
  /** The way from a service's folder to that of the file. */
  readonly folder: string;
  readonly variables: Readonly<Record<string, string>>;
  /** All of the file. */
  readonly root: Input;
  /** What is at a path that the file names. */
  readonly beside: (path: string) => Beside;
  /** Volumes that several pods use, and folders of the machine that they would share. */
  readonly shared: ReadonlySet<string>;
  /** The services that build an image, by what they build. */
  readonly builders: Map<string, Draft>;
  /** Where the services stand that others wait for until they have ended. */
  readonly runsToEnd: ReadonlySet<string>;
  /** Whether a text names another service. */
  readonly namesService: (text: string) => boolean;
}

/** Why a service may do something, beside what it may. */
export function carriedFrom({ file }: ComposeContext, { path }: Input): string {
  return `carried over from ${file}: ${path}`;
}
