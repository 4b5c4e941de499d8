import type { Json } from '../../core/json';
import type { Path } from './path';

/** One value that is not what it was. */
export interface Difference {
  readonly path: Path;
  /** Undefined where there was none. */
  readonly before: Json | undefined;
  /** Undefined where there is none any more. */
  readonly after: Json | undefined;
  /** Where both are texts that hold more than a value: what differs in them. */
  readonly inside?: Inside;
}

/** What differs inside a text. */
export type Inside =
  /** It is JSON or YAML: compared as such. None where only its spelling or a comment differs. */
  | {
      readonly kind: 'structured';
      readonly language: 'JSON' | 'YAML';
      readonly differences: readonly Difference[];
    }
  | { readonly kind: 'lines'; readonly lines: readonly Line[] };

export interface Line {
  readonly change: 'added' | 'removed';
  /** Where it stands, from 1: in the text before where it was removed, in the text after where it was added. */
  readonly number: number;
  readonly text: string;
}
