import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import { locationIn } from '../../core/json-file';
import type { Pipeline } from '../pipeline';
import { firstEvent, lastSelection, type Override, type Release } from '../release';
import { type Attribution, done, refused, type ReleaseResult, type ReleaseTarget } from './action';
import { withEvent } from './append';
import { allowed, groupViolations, notWritable, releaseAt } from './checks';
import { missingReason } from './missing-reason';
import { shippable, keptSelections } from './promotable';

/**
 * Selects again what an environment ran before, and holds it there. Neither a freeze nor a soak stops it: it is the way back
 * to what is known.
 * @param to the digest @default the newest before the selected one that was verified here; if none was, the newest
 * @example
 * const target = { environment: 'prod', service: 'api' };
 * const attribution = { at: instantOf(new Date()), by: 'Ada', reason: 'it loses orders' };
 * rollbackImage(pipeline, target, undefined, attribution).release?.selected;
 */
export function rollbackImage(
  pipeline: Pipeline,
  target: ReleaseTarget,
  to: Digest | undefined,
  attribution: Attribution,
): ReleaseResult {
  const unwritable = notWritable(pipeline, target, attribution);
  if (unwritable.length > 0) return refused(...unwritable);
  const release = releaseAt(pipeline, target);
  const path = locationIn(pipeline.releases.pathOf(target.environment, target.service), 'selected');
  const digest = to ?? earlier(pipeline, release);
  const { at, by, reason, overrides = [] } = attribution;
  const findings = [
    ...(digest === undefined ? [nothingBefore(path, release)] : []),
    ...missingReason('roll back', reason),
    ...(digest !== undefined && !shippable(pipeline, target.service)(digest)
      ? [notShippable(path, digest)]
      : []),
  ];
  if (findings.length > 0 || digest === undefined) return refused(...findings);
  if (release.selected === digest) return done(release);
  const after = (used: readonly Override[]) =>
    withEvent(release, {
      at,
      event: 'restored',
      digest,
      by,
      reason,
      overrides: used.length > 0 ? used : undefined,
    });
  const apart = groupViolations(pipeline, [after([])]);
  return allowed(pipeline, after(apart.length > 0 && overrides.includes('group') ? ['group'] : []));
}

function earlier(pipeline: Pipeline, release: Release): Digest | undefined {
  const ships = shippable(pipeline, release.service);
  const before = keptSelections(release).filter((digest) => digest !== release.selected && ships(digest));
  return before.findLast((digest) => firstEvent(release, 'verified', digest) !== undefined) ?? before.at(-1);
}

function nothingBefore(path: string, { selected }: Release): Finding {
  return problem({
    rule: 'promotion/nothing-before',
    path,
    message: 'must have an earlier image to go back to',
    value: selected ?? 'null',
    advice: 'Nothing else that can be shipped was selected here. Release or promote a fixed image instead.',
  });
}

function notShippable(path: string, value: string): Finding {
  return problem({
    rule: 'promotion/rejected',
    path,
    message: 'must not go back to an image that was rejected, or that is a sample',
    value,
    advice: 'Name another one with --to: `npx slipway releases` lists them.',
  });
}

/**
 * The services that the last change of an environment selected together; none, where it was a rollback or there was none.
 *
 * @example
 * lastSelected(pipeline, 'prod'); // ['api', 'web'], when one promotion selected both
 */
export function lastSelected({ releases, services }: Pipeline, environment: string): readonly string[] {
  const selections = services.flatMap((service) => {
    const event = lastSelection(releases.releaseOf(environment, service));
    return event === undefined ? [] : [{ service, event }];
  });
  const last = selections
    .map(({ event }) => event.at)
    .sort()
    .at(-1);
  const changed = selections.filter(({ event }) => event.at === last);
  return changed.every(({ event }) => event.event === 'selected')
    ? changed.map(({ service }) => service)
    : [];
}
