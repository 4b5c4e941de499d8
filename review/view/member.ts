import { type Difference, renderPath } from '../diff';
import type { Judged } from '../risk';

/** A change on its way into an entry. */
export interface Member {
  readonly judged: Judged;
  readonly rows: readonly MemberRow[];
  /** The address without what names its environment. */
  readonly address: string;
  /** How to write a text without naming the environment. */
  readonly alias: (text: string) => string;
}

export interface MemberRow {
  readonly path: string;
  readonly difference: Difference;
  /** The difference without what names its environment: equal where the environments change alike. */
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

/** Where changes are, in promotion order. */
export function environmentsOf(members: readonly Member[], order: readonly string[]): readonly string[] {
  const there = new Set(members.map(({ judged }) => judged.change.environment));
  return order.filter((name) => there.has(name));
}
