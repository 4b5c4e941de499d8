import type { Json } from '../../core/json';
import type { Path } from './path';

/** One value that has changed. */
export interface Difference {
  readonly path: Path;
  /** Undefined if there was no value. */
  readonly before: Json | undefined;
  /** Undefined if there is no value any more. */
  readonly after: Json | undefined;
  /** If both are structured or long texts: what differs inside them. */
  readonly inside?: Inside;
}

/** What differs inside a text. */
export type Inside =
  /** The text is JSON or YAML, and compared as such. No differences if only its formatting or a comment changed. */
  | {
      readonly kind: 'structured';
      readonly language: 'JSON' | 'YAML';
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'lines'; readonly lines: readonly Line[] };

export interface Line {
  readonly change: 'added' | 'removed';
  /** The line number, from 1: in the old text for a removed line, in the new text for an added one. */
  readonly number: number;
  readonly text: string;
}
