import { type Difference, renderPath } from '../diff';
import type { AssessedChange } from '../risk';
import { hashless } from './aliases';
import { placesInOrder } from './places-in-order';

/** A change that is about to be grouped into an entry. */
export interface Member {
  readonly judged: AssessedChange;
  readonly rows: readonly MemberRow[];
  /** The address without the environment's name. */
  readonly address: string;
  /** Writes a text without the environment's name. */
  readonly alias: (text: string) => string;
  /** Writes a text without what the resource alone is called by. */
  readonly ownless: (text: string) => string;
}

export interface MemberRow {
  readonly path: string;
  readonly difference: Difference;
  /** The difference without the environment's name. */
  readonly written: string;
  /** The same without hashes that each resource has of its own: equal if the environments change alike. */
  readonly alike: string;
}

export function toMember(
  judged: AssessedChange,
  alias: (text: string) => string,
  ownless: (text: string) => string,
): Member {
  const { differences, block } = judged.change;
  const plain = hashless(block.type);
  return {
    judged,
    alias,
    ownless,
    address: alias(block.address),
    rows: differences.map((difference) => {
      const written = alias(JSON.stringify([difference.before, difference.after, difference.inside]));
      return { path: alias(renderPath(difference.path)), difference, written, alike: plain(written) };
    }),
  };
}

/** The environments of the changes, in promotion order; then the stacks that no environment owns. */
export function environmentsOf(members: readonly Member[], order: readonly string[]): readonly string[] {
  return placesInOrder(
    members.map(({ judged }) => judged.change),
    order,
  );
}
