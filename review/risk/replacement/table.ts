/**
 * What forces a provider to replace a resource instead of changing it. No schema says it, so it was read in the sources of the
 * versions named: it is what is known of them, and no plan.
 */
export interface ReplacementKnowledge {
  /** The provider and the version that it was read in. */
  readonly provider: string;
  /** Arguments, with their blocks: a change to one of them, or within it, replaces the resource. */
  readonly arguments: readonly string[];
  /** Blocks of which a change in number replaces the resource; what changes within one need not. */
  readonly counts?: readonly string[];
  /** Quantities that may grow: less replaces the resource. */
  readonly shrinking?: readonly string[];
}

/** Resource type → what replaces it. */
export type ReplacementTable = Readonly<Record<string, ReplacementKnowledge>>;
