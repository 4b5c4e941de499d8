import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import { locationIn } from '../../core/json-file';
import type { Pipeline } from '../pipeline';
import { firstEvent, holdOf, recordOf, type Release, selects } from '../release';
import { type Attribution, done, refused, type ReleaseResult } from './action';
import { brokenBy, releaseAt } from './checks';
import { promotable } from './promotable';
import { select } from './select';
import { unshippable } from './unshippable';

/** What is promoted, from which environment into the one after it. */
export interface Promotion {
  /** The service's name. */
  readonly service: string;
  /** The environment that has verified the image. */
  readonly from: string;
  /** The environment after it, which is to run the image. */
  readonly to: string;
  /** @default the newest that `from` has verified and not rolled back from */
  readonly digest?: Digest;
}

/**
 * Selects in an environment what the one before it has verified.
 * @example
 * promoteImage(pipeline, { service: 'api', from: 'dev', to: 'prod' }, { at: instantOf(new Date()), by: 'Ada' });
 */
export function promoteImage(
  pipeline: Pipeline,
  promotion: Promotion,
  attribution: Attribution,
): ReleaseResult {
  const { service, from, to } = promotion;
  const digest = promotion.digest ?? promotable(pipeline, from, service);
  const record = digest && recordOf(releaseAt(pipeline, { environment: from, service }), digest);
  if (digest === undefined || record === undefined) return refused(nothingToPromote(pipeline, promotion));
  if (record.sample === true)
    return refused(unshippable(pipeline.releases.pathOf(from, service), digest, true));
  const target = { environment: to, service };
  const release = releaseAt(pipeline, target);
  if (release.selected === digest && isValid(pipeline, release)) return done(release);
  if (isBehind(release, digest)) return refused(backwards(pipeline, release, digest));
  return select(pipeline, target, record, attribution);
}

/** A selection that came before its time is made again, once it is allowed. */
function isValid(pipeline: Pipeline, release: Release): boolean {
  const without = { ...release, selected: null, history: [], records: [] };
  return brokenBy({ ...pipeline, releases: pipeline.releases.with(without) }, release).length === 0;
}

/** Whether an environment selected a digest, and then others: to select it again would be a rollback. */
function isBehind(release: Release, digest: Digest): boolean {
  const was = release.history.some((event) => selects(event) && event.digest === digest);
  return was && release.selected !== digest && holdOf(release) === undefined;
}

function nothingToPromote({ releases }: Pipeline, { service, from, digest }: Promotion): Finding {
  const path = releases.pathOf(from, service);
  const release = releases.find(from, service)?.release;
  const selected = release?.selected ?? null;
  const isVerified = release && selected && firstEvent(release, 'verified', selected) !== undefined;
  return problem({
    rule: 'promotion/nothing-verified',
    path,
    message:
      digest === undefined ? 'must have verified an image that can be shipped' : `must record ${digest}`,
    value:
      release === undefined
        ? 'missing'
        : selected === null
          ? 'selecting none'
          : `selecting ${selected}, which is ${isVerified ? 'a sample, or rejected' : 'not verified'}`,
    advice: `See with \`npx slipway releases ${service}\` what waits where; \`npx slipway verify ${from} ${service}\` verifies what runs.`,
  });
}

function backwards({ releases }: Pipeline, { environment, service, selected }: Release, digest: Digest) {
  return problem({
    rule: 'promotion/backwards',
    path: locationIn(releases.pathOf(environment, service), 'selected'),
    message: `must not go back to ${digest} by a promotion`,
    value: selected ?? 'null',
    advice: `It was selected here before. If it is wanted back: \`npx slipway rollback ${environment} ${service} --to ${digest} --reason "…"\`.`,
  });
}
