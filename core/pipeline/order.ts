/** What comes before a stage of a pipeline: nothing, one name, or several, of which all or any must prove an image. */
export type StageAfter =
  string | { readonly all: readonly string[] } | { readonly any: readonly string[] } | null | undefined;

/**
 * The names of the stages right before one.
 *
 * @example
 * namesBefore({ all: ['prod-eu', 'prod-us'] }); // ['prod-eu', 'prod-us']
 */
export function namesBefore(after: StageAfter): readonly string[] {
  if (after === undefined || after === null) return [];
  if (typeof after === 'string') return [after];
  return 'all' in after ? after.all : after.any;
}

/**
 * What comes before a stage, as a sentence needs it.
 *
 * @example
 * describeAfter({ all: ['prod-eu', 'prod-us'] }); // 'prod-eu and prod-us'
 * describeAfter({ any: ['staging', 'hardware'] }); // 'staging or hardware'
 */
export function describeAfter(after: StageAfter): string {
  const word = typeof after === 'object' && after !== null && 'any' in after ? ' or ' : ' and ';
  return namesBefore(after).join(word) || 'nothing';
}

/**
 * The names of the stages before some others, however far back, the nearest first. A stage before itself, in a circle, is named once.
 *
 * @param before the names right before one
 * @example
 * stagesFurtherBack(['prod'], (name) => (name === 'prod' ? ['staging'] : name === 'staging' ? ['dev'] : [])); // ['staging', 'dev']
 */
export function stagesFurtherBack(
  names: readonly string[],
  before: (name: string) => readonly string[],
): readonly string[] {
  const found = new Set(names.flatMap(before));
  // A set that grows while it is read is read to its end.
  for (const name of found) before(name).forEach((earlier) => found.add(earlier));
  return [...found];
}

/**
 * Stages in promotion order: each after all that come before it, and followed by what comes after it. Those that nothing leads to are
 * left out.
 */
export function inPromotionOrder<T extends { readonly name: string }>(
  stages: readonly T[],
  before: (stage: T) => readonly string[],
): readonly T[] {
  const ordered: T[] = [];
  const add = (stage: T): void => {
    if (ordered.includes(stage)) return;
    ordered.push(stage);
    const names = new Set(ordered.map(({ name }) => name));
    stages
      .filter((next) => before(next).includes(stage.name) && before(next).every((name) => names.has(name)))
      .forEach(add);
  };
  stages.filter((stage) => before(stage).length === 0).forEach(add);
  return ordered;
}
