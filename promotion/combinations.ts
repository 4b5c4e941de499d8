import type { Digest } from '../constructs/image-build';
import { type Release, type ReleaseEvent, selects } from './release';
import type { Releases } from './releases';
import { spansOf } from './soak';
import { intersection, type Span } from './spans';

/** What an environment selects of several services at one time: undefined where it selects nothing of a service. */
export type Combination = ReadonlyMap<string, Digest | undefined>;

/** When an environment came to select a combination. */
export interface SelectionPoint {
  readonly at: string;
  readonly combination: Combination;
  /** What brought it. */
  readonly events: readonly ReleaseEvent[];
}

/**
 * The combinations of some services that an environment selected, the oldest first. Times are to the second: what was selected in the same
 * one was selected together.
 *
 * @example
 * selectionPointsOf(releases, 'staging', ['api', 'web']).at(-1)?.combination.get('api'); // what staging selects of api
 */
export function selectionPointsOf(
  releases: Releases,
  environment: string,
  services: readonly string[],
): readonly SelectionPoint[] {
  const events = services
    .flatMap((service) => {
      const history = releases.releaseOf(environment, service)?.history ?? [];
      return history.filter(selects).map((event) => ({ service, event }));
    })
    .sort((a, b) => (a.event.at < b.event.at ? -1 : a.event.at > b.event.at ? 1 : 0));
  const points: SelectionPoint[] = [];
  for (const { service, event } of events) {
    const last = points.at(-1);
    const combination = new Map(
      last?.combination ?? services.map((one): [string, Digest | undefined] => [one, undefined]),
    ).set(service, event.digest);
    if (last?.at === event.at) points.pop();
    const together = last?.at === event.at ? last.events : [];
    points.push({ at: event.at, combination, events: [...together, event] });
  }
  return points;
}

/** The same text for the same combination of the same services, in the same order. */
export function keyOf(combination: Combination): string {
  return JSON.stringify([...combination]);
}

/**
 * When an environment had a combination selected, and each digest of it verified: only then is it known to work together.
 *
 * @example
 * togetherIn(releases, 'staging', combination).length > 0; // staging has proven it
 */
export function togetherIn(
  releases: Releases,
  environment: string,
  combination: Combination,
): readonly Span[] {
  return [...combination]
    .map(([service, digest]): readonly Span[] => {
      const release = releases.releaseOf(environment, service);
      return digest === undefined ? [untilSelected(release)] : spansOf(release, digest);
    })
    .reduce(intersection);
}

/** Before anything of a service was selected, the others ran without it. */
function untilSelected(release: Release | undefined): Span {
  return { from: '', until: release?.history.find(selects)?.at };
}
