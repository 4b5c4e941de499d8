import { type Difference, renderPath } from '../diff';
import type { Judged } from '../risk';
import { placesInOrder } from './places-in-order';

/** A change that is about to be grouped into an entry. */
export interface Member {
  readonly judged: Judged;
  readonly rows: readonly MemberRow[];
  /** The address without the environment's name. */
  readonly address: string;
  /** Writes a text without the environment's name. */
  readonly alias: (text: string) => string;
}

export interface MemberRow {
  readonly path: string;
  readonly difference: Difference;
  /** The difference without the environment's name: equal if the environments change alike. */
  readonly alike: string;
}

export function toMember(judged: Judged, alias: (text: string) => string): Member {
  const { differences, block } = judged.change;
  return {
    judged,
    alias,
    address: alias(block.address),
    rows: differences.map((difference) => ({
      path: alias(renderPath(difference.path)),
      difference,
      alike: alias(JSON.stringify([difference.before, difference.after, difference.inside])),
    })),
  };
}

/** The environments of the changes, in promotion order; then the stacks that no environment owns. */
export function environmentsOf(members: readonly Member[], order: readonly string[]): readonly string[] {
  return placesInOrder(
    members.map(({ judged }) => judged.change),
    order,
  );
}
