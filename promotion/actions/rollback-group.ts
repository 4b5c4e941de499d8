import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import { type Combination, keyOf, selectionPointsOf, togetherIn } from '../combinations';
import { membersIn, ungrouped } from '../groups';
import type { Pipeline } from '../pipeline';
import type { Release } from '../release';
import type { Attribution, ReleasesResult } from './action';
import { notWritable } from './checks';
import { type AboutMember, holdingBack } from './holds-back';
import { missingReason } from './missing-reason';
import { shippable, kept } from './promotable';
import { rollbackImage } from './rollback-image';

/**
 * Selects again what an environment ran before of a group, all of it at the same time. What was the same then stays; what is restored is held.
 *
 * @param to an image of one of the services, with which the others go that were selected beside it @default the newest combination before
 * the selected one that was verified together here; if none was, the newest
 * @example
 * const grouped = { ...pipeline, groups: { checkout: ['api', 'web'] } };
 * const attribution = { at: instantOf(new Date()), by: 'Ada', reason: 'it loses orders' };
 * rollbackGroup(grouped, { group: 'checkout', environment: 'prod' }, undefined, attribution).releases;
 */
export function rollbackGroup(
  pipeline: Pipeline,
  { group, environment }: { readonly group: string; readonly environment: string },
  to: Digest | undefined,
  attribution: Attribution,
): ReleasesResult {
  const members = membersIn(pipeline, group, environment);
  const points = selectionPointsOf(pipeline.releases, environment, members);
  const current = points.at(-1)?.combination;
  const combination = current && earlier(pipeline, environment, points, current, to);
  if (current === undefined || combination === undefined) {
    const unwritable = members.flatMap((service) =>
      notWritable(pipeline, { environment, service }, attribution),
    );
    const reason = missingReason('roll back', attribution.reason);
    const findings = [...unwritable, ...reason, nothingBefore(pipeline, group, environment, members, to)];
    return { releases: [], findings };
  }
  const releases: Release[] = [];
  const refused: AboutMember[] = [];
  for (const service of members) {
    const digest = combination.get(service);
    if (digest === undefined || digest === current.get(service)) continue;
    const result = rollbackImage(ungrouped(pipeline), { environment, service }, digest, attribution);
    if (result.release !== undefined) releases.push(result.release);
    refused.push(...result.findings.map((finding) => ({ service, finding })));
  }
  if (refused.length > 0) return { releases: [], findings: holdingBack(group, members, refused) };
  return { releases, findings: [] };
}

function earlier(
  pipeline: Pipeline,
  environment: string,
  points: ReturnType<typeof selectionPointsOf>,
  current: Combination,
  to: Digest | undefined,
): Combination | undefined {
  const known = new Map(points.map(({ combination }) => [keyOf(combination), combination]));
  const stack = kept(
    points.map(({ combination, events }) => ({
      what: keyOf(combination),
      isRestored: events.every(({ event }) => event === 'restored'),
    })),
  );
  const ways = (to === undefined ? stack : [...known.keys()])
    .filter((key) => key !== keyOf(current))
    .flatMap((key) => known.get(key) ?? [])
    .filter((combination) => to === undefined || [...combination.values()].includes(to))
    .filter((combination) => canReturn(pipeline, combination, current));
  const proven = ways.findLast(
    (combination) => togetherIn(pipeline.releases, environment, combination).length > 0,
  );
  return proven ?? ways.at(-1);
}

/** Whether each of its images can be shipped, and none is missing that the environment runs now. */
function canReturn(pipeline: Pipeline, combination: Combination, current: Combination): boolean {
  return [...combination].every(([service, digest]) =>
    digest === undefined
      ? current.get(service) === undefined
      : digest === current.get(service) || shippable(pipeline, service)(digest),
  );
}

function nothingBefore(
  { releases }: Pipeline,
  group: string,
  environment: string,
  members: readonly string[],
  to: Digest | undefined,
): Finding {
  return problem({
    rule: 'promotion/nothing-before',
    path: `${releases.folder}/${environment}/releases`,
    message:
      to === undefined
        ? `must have an earlier combination of the group ${group} to go back to`
        : `must have selected this image together with the others of the group ${group}`,
    value: to ?? members.join(', '),
    advice: `\`npx slipway releases ${members.join(' ')}\` shows what was selected. To roll back one service without the others: name it, with \`--override group --reason "…"\`, which is recorded.`,
  });
}
