import { Duration } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import { locationIn } from '../core/json-file';
import { namesBefore } from '../core/pipeline';
import { type Combination, keyOf, type SelectionPoint, selectionPointsOf, togetherIn } from './combinations';
import { type PromotionUnit, unitsOf } from './groups';
import { lackingBefore } from './lacking';
import { environmentsFurtherBack, type Pipeline } from './pipeline';
import { type ReleaseEvent, selects } from './release';
import { isHotfix } from './skipped';
import { secondsIn, timeAfter } from './spans';

/** The services of a unit as its environment selects them now, and how that came about. */
interface Selected {
  readonly unit: PromotionUnit;
  readonly combination: Combination;
  readonly last: SelectionPoint;
}

/**
 * What is wrong with groups, whose services move together or not at all: what an environment selects of them must have been selected and
 * verified at the same time in the environment before. A rollback may return to what was selected together here.
 *
 * @param known what is wrong with the services one by one: what is not proven at all need not be proven together
 */
export function groupFindings(pipeline: Pipeline, known: readonly Finding[]): readonly Finding[] {
  const unproven = new Set(
    known
      .filter(({ rule }) => rule === 'promotion/verified' || rule === 'promotion/soak')
      .map(({ path }) => path.split('#')[0]),
  );
  return Object.keys(pipeline.groups ?? {})
    .flatMap((group) => unitsOf(pipeline, group))
    .filter((unit) => isJudged(pipeline, unit))
    .filter(({ environment, services }) =>
      services.every((service) => !unproven.has(pipeline.releases.pathOf(environment, service))),
    )
    .flatMap((unit) => judge(pipeline, unit));
}

/** A file that is invalid is reported already, and nothing can be proven from it. */
function isJudged({ releases }: Pipeline, { environment, services, after }: PromotionUnit): boolean {
  const before = namesBefore(after);
  return (
    services.length > 1 &&
    before.length > 0 &&
    [environment, ...before].every((name) =>
      services.every((service) => {
        const file = releases.find(name, service);
        return file === undefined || file.release !== undefined;
      }),
    )
  );
}

function judge(pipeline: Pipeline, unit: PromotionUnit): readonly Finding[] {
  const points = selectionPointsOf(pipeline.releases, unit.environment, unit.services);
  const last = points.at(-1);
  if (last === undefined || isDecided(points, last)) return [];
  const selected = { unit, combination: last.combination, last };
  if (isHotfixOf(pipeline, selected)) return [];
  return lackingBefore(unit.after, (name) => lackingIn(pipeline, name, selected)).slice(0, 1);
}

/** Whether a person decided for the combination, or a rollback returned to one that the environment had before. */
function isDecided(points: readonly SelectionPoint[], last: SelectionPoint): boolean {
  const same = points.filter(({ combination }) => keyOf(combination) === keyOf(last.combination));
  const isReturn = same.length > 1 && last.events.every(({ event }) => event === 'restored');
  return isReturn || same.some(({ events }) => overrides(events, 'group'));
}

/** Whether a hotfix among them did not wait for the environments right before, and one further back has proven all of them. */
function isHotfixOf(pipeline: Pipeline, { unit, combination }: Selected): boolean {
  const { environment, services, after } = unit;
  const skips = services.some((service) => {
    const release = pipeline.releases.releaseOf(environment, service);
    const digest = combination.get(service);
    return release !== undefined && digest !== undefined && isHotfix(release, digest);
  });
  const further = skips ? environmentsFurtherBack(pipeline, namesBefore(after)) : [];
  return further.some((name) => togetherIn(pipeline.releases, name, combination).length > 0);
}

function lackingIn(pipeline: Pipeline, before: string, selected: Selected): readonly Finding[] {
  const { unit, combination, last } = selected;
  const spans = togetherIn(pipeline.releases, before, combination);
  if (spans.length === 0) return [notTogether(pipeline, before, selected)];
  const { soak } = unit;
  const isNew = last.events.some(({ event }) => event === 'selected');
  if (soak === undefined || !isNew || overrides(last.events, 'soak')) return [];
  const earliest = timeAfter(spans, soak.toSeconds());
  if (earliest !== undefined && last.at >= earliest) return [];
  const had = Duration.seconds(secondsIn(spans, last.at)).toString();
  const when = earliest === undefined ? 'once they have soaked together' : 'at that time';
  return [
    problem({
      rule: 'promotion/soak',
      path: latest(pipeline, selected, 'at'),
      message: `must not be before ${earliest ?? `the group ${unit.group} has soaked in ${before}`}: ${before} must have ${described(combination)} selected and verified together for ${soak.toString()}, and had so for ${had}`,
      value: last.at,
      advice: `The group ${unit.group} moves together. Promote it again ${when}; or now with \`--override soak --reason "…"\`, which is recorded.`,
    }),
  ];
}

function notTogether(pipeline: Pipeline, before: string, selected: Selected): Finding {
  const { group, environment, services } = selected.unit;
  return problem({
    rule: 'promotion/together',
    path: latest(pipeline, selected),
    message: `must run beside what it was verified with: the group ${group} moves together, and ${before} never had these selected and verified at the same time`,
    value: described(selected.combination),
    advice: `Promote the group: \`npx slipway promote ${environment} ${services.join(' ')}\`. If this combination is right all the same, select it with \`--override group --reason "…"\`, which is recorded.`,
  });
}

/** Where the selection is written that brought the combination. */
function latest({ releases }: Pipeline, { unit, last }: Selected, key?: string): string {
  const { environment, services } = unit;
  for (const service of services) {
    const { path, release } = releases.find(environment, service) ?? {};
    const index = release?.history.findLastIndex((event) => selects(event) && event.at === last.at) ?? -1;
    if (path !== undefined && index !== -1)
      return key === undefined ? locationIn(path, 'selected') : locationIn(path, 'history', index, key);
  }
  return releases.folder;
}

function overrides(events: readonly ReleaseEvent[], rule: 'group' | 'soak'): boolean {
  return events.some((event) => event.overrides?.includes(rule) === true);
}

function described(combination: Combination): string {
  return [...combination].map(([service, digest]) => `${service} ${digest ?? 'none'}`).join(' and ');
}
