import type { Digest } from '../../constructs/image-build';
import { namesBefore } from '../../core/pipeline';
import { type Combination, keyOf, selectionPointsOf, togetherIn } from '../combinations';
import type { PromotionUnit } from '../groups';
import { needsAll, type Pipeline } from '../pipeline';
import { shippable, keptSelections } from './promotable';

/** What of a group may be promoted together, and from which environment. */
export interface PromotionCandidate {
  readonly from: string;
  readonly combination: Combination;
}

/**
 * What a promotion of a group takes: the newest combination that the environment before offers. An environment offers the combinations
 * that it has selected and verified as a whole, and has not rolled back. `all(…)`: the newest that every environment offers.
 * `any(…)`: of the newest of each, the one that was verified last.
 *
 * @param names the environments that may offer it @default those before the unit
 * @param digest an image that must be part of it
 */
export function candidateOf(
  pipeline: Pipeline,
  unit: PromotionUnit,
  { names, digest }: { readonly names?: readonly string[]; readonly digest?: Digest } = {},
): PromotionCandidate | undefined {
  const offers = (names ?? namesBefore(unit.after)).map((from) => ({
    from,
    combinations: offered(pipeline, unit, from).filter(
      (combination) => digest === undefined || [...combination.values()].includes(digest),
    ),
  }));
  const [first] = offers;
  if (first === undefined) return undefined;
  if (names === undefined && needsAll(unit.after)) {
    const keys = offers.map(({ combinations }) => new Set(combinations.map(keyOf)));
    const combination = first.combinations.findLast((one) => keys.every((known) => known.has(keyOf(one))));
    return combination && { from: first.from, combination };
  }
  const newest = offers.flatMap(({ from, combinations }) => {
    const combination = combinations.at(-1);
    const [span] = combination === undefined ? [] : togetherIn(pipeline.releases, from, combination);
    return combination === undefined || span === undefined ? [] : [{ from, combination, since: span.from }];
  });
  return newest.find(({ since }) => newest.every((other) => other.since <= since));
}

/** The combinations that an environment offers, the newest last. */
function offered(pipeline: Pipeline, unit: PromotionUnit, from: string): readonly Combination[] {
  const { releases } = pipeline;
  const kept = new Map(
    unit.services.map((service) => {
      const selections = keptSelections(releases.releaseOf(from, service));
      return [service, selections.filter(shippable(pipeline, service))];
    }),
  );
  const fits = (service: string, digest: Digest | undefined): boolean =>
    digest === undefined
      ? !releases.releaseOf(unit.environment, service)?.selected
      : kept.get(service)?.includes(digest) === true;
  return selectionPointsOf(releases, from, unit.services)
    .map(({ combination }) => combination)
    .filter(
      (combination) =>
        [...combination].every(([service, digest]) => fits(service, digest)) &&
        togetherIn(releases, from, combination).length > 0,
    );
}
