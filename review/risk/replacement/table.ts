/**
 * What makes a provider replace a resource instead of updating it. Schemas do not say, so this was read from the source code of
 * the given versions. It is the best knowledge available, not a plan.
 */
export interface ReplacementKnowledge {
  /** The provider and the version whose source was read. */
  readonly provider: string;
  /** Arguments, with their blocks. A change to one of them, or within it, replaces the resource. */
  readonly arguments: readonly string[];
  /** Repeated blocks. A change in their number replaces the resource; a change within one may not. */
  readonly counts?: readonly string[];
  /** Arguments of which a change replaces the resource once it is said to be immutable. */
  readonly ifImmutable?: readonly string[];
  /** Arguments that the provider keeps as they are where nothing is written: optional and computed in its schema. */
  readonly computed?: readonly string[];
  /** Quantities that can grow in place. Reducing one replaces the resource. */
  readonly shrinking?: readonly string[];
  /** Arguments of which only some changes replace the resource: only a plan tells which. */
  readonly unsure?: readonly string[];
  /** Quantities of which the same is true where they are reduced. */
  readonly unsureIfShrinking?: readonly string[];
}

/** Resource type → what replaces it. */
export type ReplacementTable = Readonly<Record<string, ReplacementKnowledge>>;
