import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import { locationIn } from '../../core/json-file';
import type { Pipeline } from '../pipeline';
import { firstEvent, recordOf, type Release } from '../release';
import { type Attribution, done, refused, type ReleaseResult } from './action';
import { withEvent } from './append';
import { allowed, notWritable } from './checks';
import { missingReason } from './missing-reason';

/**
 * Makes it impossible to select an image of a service, in any environment and for good. Written into the first environment
 * that recorded it. An environment that selects it must roll back first: nothing is taken away from what runs.
 *
 * @example
 * const attribution = { at: instantOf(new Date()), by: 'Ada', reason: 'it loses orders' };
 * rejectImage(pipeline, 'api', digest, attribution).findings;
 */
export function rejectImage(
  pipeline: Pipeline,
  service: string,
  digest: Digest,
  attribution: Attribution,
): ReleaseResult {
  const releases = pipeline.stages.flatMap(({ name }) => pipeline.releases.releaseOf(name, service) ?? []);
  const rejected = releases.find((release) => firstEvent(release, 'rejected', digest) !== undefined);
  if (rejected !== undefined) return done(rejected);
  const [release] = releases.filter((candidate) => recordOf(candidate, digest) !== undefined);
  if (release === undefined) return refused(unknown(pipeline, service, digest));
  const selecting = releases.filter(({ selected }) => selected === digest);
  const findings = [
    ...notWritable(pipeline, release, attribution),
    ...missingReason('reject it', attribution.reason),
    ...selecting.map((each) => selected(pipeline, each)),
  ];
  if (findings.length > 0) return refused(...findings);
  const { at, by, reason } = attribution;
  return allowed(pipeline, withEvent(release, { at, event: 'rejected', digest, by, reason }));
}

function unknown({ releases }: Pipeline, service: string, digest: Digest): Finding {
  return problem({
    rule: 'promotion/recorded',
    path: releases.folder,
    message: `must record an image of ${service} before it can be rejected`,
    value: digest,
    advice: `\`npx slipway releases ${service}\` lists what is recorded.`,
  });
}

function selected({ releases }: Pipeline, { environment, service, selected: digest }: Release): Finding {
  return problem({
    rule: 'promotion/selected',
    path: locationIn(releases.pathOf(environment, service), 'selected'),
    message: 'must be another image before this one can be rejected',
    value: digest ?? 'null',
    advice: `Roll back first: \`npx slipway rollback ${environment} ${service} --reason "…"\`. If there is nothing to go back to, select a fixed image.`,
  });
}
