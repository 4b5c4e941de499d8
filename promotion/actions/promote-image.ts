import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import { locationIn } from '../../core/json-file';
import type { Pipeline } from '../pipeline';
import { firstEvent, holdOf, recordOf, type Release, selects } from '../release';
import { type Attribution, done, refused, type ReleaseResult, type ReleaseTarget } from './action';
import { isHotfix } from '../skipped';
import { newViolations, notDeployedHere, releaseAt } from './checks';
import { shippable, promotable } from './promotable';
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
  const source = releaseAt(pipeline, { environment: from, service });
  const record = digest && recordOf(source, digest);
  if (digest === undefined || record === undefined) {
    const absent = notDeployedHere(pipeline, { environment: to, service });
    return refused(...(absent.length > 0 ? absent : [nothingToPromote(pipeline, promotion)]));
  }
  if (record.sample === true)
    return refused(unshippable(pipeline.releases.pathOf(from, service), source, digest));
  const target = { environment: to, service };
  const release = releaseAt(pipeline, target);
  if (release.selected === digest && passesRules(pipeline, release)) return done(release);
  const hotfix = release.selected;
  if (hotfix !== null && isHotfix(release, hotfix) && !isVerifiedIn(pipeline, promotion, hotfix))
    return refused(undoesHotfix(pipeline, promotion, hotfix));
  if (isBehind(release, digest)) return refused(backwards(pipeline, from, release, digest));
  return select(pipeline, target, record, attribution);
}

/** A selection that came before its time is made again, once it is allowed. */
export function passesRules(pipeline: Pipeline, release: Release): boolean {
  const without = { ...release, selected: null, history: [], records: [] };
  return newViolations({ ...pipeline, releases: pipeline.releases.with(without) }, release).length === 0;
}

/** Whether the environment before has caught up with a hotfix that did not wait for it. */
export function isVerifiedIn({ releases }: Pipeline, { from, service }: Promotion, digest: Digest): boolean {
  return firstEvent(releases.releaseOf(from, service), 'verified', digest) !== undefined;
}

/** A hotfix is not left by what came before it. */
export function undoesHotfix(
  { releases }: Pipeline,
  { from, to, service }: Promotion,
  digest: Digest,
): Finding {
  return problem({
    rule: 'promotion/backwards',
    path: locationIn(releases.pathOf(to, service), 'selected'),
    message: `must not leave a hotfix that ${from} has not verified: ${to} is ahead of ${from}`,
    value: digest,
    advice: `Promote it to ${from} first: \`npx slipway promote ${from} ${service} --digest ${digest}\`, then deploy and verify it there. If the hotfix is not wanted: \`npx slipway rollback ${to} ${service} --reason "…"\`.`,
  });
}

/** Whether an environment selected a digest, and then others: to select it again would be a rollback. */
function isBehind(release: Release, digest: Digest): boolean {
  const was = release.history.some((event) => selects(event) && event.digest === digest);
  return was && release.selected !== digest && holdOf(release) === undefined;
}

/** Why an environment hands nothing on. */
export function nothingToPromote(pipeline: Pipeline, { service, from, digest }: Promotion): Finding {
  const { releases } = pipeline;
  const path = releases.pathOf(from, service);
  const release = releases.releaseOf(from, service);
  const selected = release?.selected ?? undefined;
  const see = `See with \`npx slipway releases ${service}\` what is recorded where.`;
  if (digest !== undefined)
    return nothingVerified(path, `must record ${digest}`, selected ?? 'selecting no image', see);
  const message = 'must have verified an image that can be shipped';
  if (release === undefined || selected === undefined)
    return {
      ...nothingVerified(path, message, release === undefined ? 'missing' : 'selecting no image', see),
      rule: 'promotion/none-selected',
    };
  if (!shippable(pipeline, service)(selected)) return unshippable(path, release, selected);
  return notVerified(path, message, release, selected);
}

/** What an environment selects and has not verified: it waits there, whatever was verified before it. */
export function waitsUnverified(path: string, release: Release, digest: Digest): Finding {
  return notVerified(path, 'must have verified what it selects, before that is promoted', release, digest);
}

function notVerified(
  path: string,
  message: string,
  { environment, service }: Release,
  digest: Digest,
): Finding {
  return nothingVerified(
    path,
    message,
    `selecting ${digest}, which is not verified`,
    `Deploy it, and verify it there: \`npx slipway verify ${environment} ${service}\`.`,
  );
}

function nothingVerified(path: string, message: string, value: string, advice: string): Finding {
  return problem({ rule: 'promotion/nothing-verified', path, message, value, advice });
}

/**
 * What an environment selects and a promotion from it does not take yet, since it is not verified there; undefined where nothing
 * waits so.
 *
 * @example
 * awaitsVerification(pipeline, { environment: 'dev', service: 'api' })?.advice; // '… `npx slipway verify dev api`.'
 */
export function awaitsVerification(
  pipeline: Pipeline,
  { environment, service }: ReleaseTarget,
): Finding | undefined {
  const release = pipeline.releases.releaseOf(environment, service);
  const selected = release?.selected ?? undefined;
  if (release === undefined || selected === undefined || !shippable(pipeline, service)(selected))
    return undefined;
  if (firstEvent(release, 'verified', selected) !== undefined) return undefined;
  const path = pipeline.releases.pathOf(environment, service);
  return waitsUnverified(path, release, selected);
}

/** Where an environment is ahead of the one before it: the newer image came first, and the one before went back. */
export function backwards(pipeline: Pipeline, from: string, release: Release, digest: Digest): Finding {
  const { environment, service, selected } = release;
  const { releases } = pipeline;
  const selection = (of: Release | undefined, wanted: Digest | null) =>
    of?.history.findLast((event) => selects(event) && event.digest === wanted)?.at ?? 'some time';
  const before = releases.releaseOf(from, service);
  return problem({
    rule: 'promotion/backwards',
    path: locationIn(releases.pathOf(environment, service), 'selected'),
    message: `must not go back to ${digest} by a promotion: ${environment} is ahead of ${from}`,
    value: selected ?? 'null',
    advice: `${environment} selected that image at ${selection(release, digest)}, and a newer one at ${selection(release, selected)}; ${from} selected it last at ${selection(before, digest)}. To take ${environment} back as well: \`npx slipway rollback ${environment} ${service} --to ${digest} --reason "…"\`.`,
  });
}
