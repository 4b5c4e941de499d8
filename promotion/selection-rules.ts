import type { Digest } from '../constructs/image-build';
import { Duration } from '../constructs/quantities';
import { type Finding, problem } from '../core/findings';
import { locationIn } from '../core/json-file';
import { lackingBefore } from './lacking';
import { type Pipeline, type PipelineStage, stagesOf } from './pipeline';
import { firstEvent, lastSelection, recordOf, type Release, type ReleaseEvent } from './release';
import type { Releases } from './releases';
import { rolledBackBy, rollbacksFrom } from './rolled-back';
import { isHotfix, shortcutInto } from './skipped';
import { soakedAt, soakedSeconds } from './soak';

/** The digest that an environment selects for a service. */
interface Selection {
  /** The environments whose proof it needs. */
  readonly after?: PipelineStage['after'];
  /** How long that environment must have selected and verified it. */
  readonly soak?: Duration;
  readonly path: string;
  readonly release: Release;
  readonly digest: Digest;
}

/** A digest that may not be selected, and where that is written. */
interface Rejection {
  readonly event: ReleaseEvent;
  readonly path: string;
}

/** What is wrong with the digests that the environments select for a service. */
export function selectionFindings(pipeline: Pipeline, service: string): readonly Finding[] {
  const { releases } = pipeline;
  const rejections = rejectionsOf(pipeline, service);
  return stagesOf(pipeline, service)
    .flatMap(({ name, after, soak }) => selectionOf(releases, name, service, { after, soak }))
    .flatMap((selection) => [
      notRejected(selection, rejections),
      ...(isDecided(selection, pipeline) ? [] : proven(selection, releases, rejections)),
      notRolledBack(selection, pipeline),
    ])
    .filter((finding) => finding !== undefined);
}

function selectionOf(
  releases: Releases,
  environment: string,
  service: string,
  demands: Pick<Selection, 'after' | 'soak'>,
): readonly Selection[] {
  const { path, release } = releases.find(environment, service) ?? {};
  if (path === undefined || !release?.selected) return [];
  return [{ ...demands, path, release, digest: release.selected }];
}

/** In whichever environment, also in one that the project no longer has: a rejection is final. */
function rejectionsOf({ releases }: Pipeline, service: string): readonly Rejection[] {
  return releases.filesOf(service).flatMap(({ path, release }) => {
    const events = release?.history.filter(({ event }) => event === 'rejected') ?? [];
    return events.map((event) => ({ event, path }));
  });
}

function notRejected({ digest, path }: Selection, rejections: readonly Rejection[]): Finding | undefined {
  const rejection = rejections.find(({ event }) => event.digest === digest);
  if (rejection === undefined) return undefined;
  const { by, reason } = rejection.event;
  return problem({
    rule: 'promotion/rejected',
    path: locationIn(path, 'selected'),
    message: 'must not be a digest that was rejected',
    value: digest,
    advice: `${rejection.path} says that ${by} rejected it: "${reason}". Select another digest; a rejection is final, for every environment.`,
  });
}

/** Whether it is a hotfix that an environment further back has verified. */
function isDecided({ digest, release }: Selection, pipeline: Pipeline): boolean {
  return isHotfix(release, digest) && shortcutInto(pipeline, release, digest) !== undefined;
}

/** What lacks before a digest may be selected. */
function proven(
  selection: Selection,
  releases: Releases,
  rejections: readonly Rejection[],
): readonly Finding[] {
  return lackingBefore(selection.after, (name) =>
    [verifiedBefore(name, selection, releases, rejections), soaked(name, selection, releases)].filter(
      (finding) => finding !== undefined,
    ),
  );
}

function verifiedBefore(
  after: string,
  { digest, path: selecting, release }: Selection,
  releases: Releases,
  rejections: readonly Rejection[],
): Finding | undefined {
  const proof = releases.pathOf(after, release.service);
  const before = releases.find(after, release.service);
  const isInvalid = before !== undefined && before.release === undefined; // A finding already: nothing to prove from.
  const isProven = (candidate: Digest) => firstEvent(before?.release, 'verified', candidate) !== undefined;
  if (isInvalid || isProven(digest)) return undefined;

  const isRejected = (candidate: Digest) => rejections.some(({ event }) => event.digest === candidate);
  const proven = release.records.findLast((record) => isProven(record.digest) && !isRejected(record.digest));
  const instead = proven
    ? `Until then select ${proven.digest}, the newest record here that was verified in ${after}.`
    : 'Until then nothing can be selected here.';
  return problem({
    rule: 'promotion/verified',
    path: locationIn(selecting, 'selected'),
    message: `must be a digest that was verified in ${after}`,
    value: digest,
    advice: `${missingProof(digest, proof, before?.release)} ${instead}`,
  });
}

/** What is restored ran here before: only what is new here has to have run elsewhere for a time. */
function soaked(
  after: string,
  { soak, digest, path, release }: Selection,
  releases: Releases,
): Finding | undefined {
  const selection = lastSelection(release);
  const before = releases.releaseOf(after, release.service);
  if (soak === undefined || before === undefined || selection?.event !== 'selected') return undefined;
  const isProven = firstEvent(before, 'verified', digest) !== undefined;
  if (!isProven || selection.overrides?.includes('soak') === true) return undefined;
  const earliest = soakedAt(before, digest, soak.toSeconds());
  if (earliest !== undefined && selection.at >= earliest) return undefined;
  const { environment } = before;
  const had = Duration.seconds(soakedSeconds(before, digest, selection.at)).toString();
  return problem({
    rule: 'promotion/soak',
    path: locationIn(path, 'history', release.history.lastIndexOf(selection), 'at'),
    message: `must not be before ${earliest ?? `the digest has soaked in ${environment}`}: ${environment} must have it selected and verified for ${soak.toString()}, and had so for ${had}`,
    value: selection.at,
    advice: `${earliest === undefined ? growAgain(before, digest) : 'Promote it again at that time;'} or now with \`--override soak --reason "…"\`, which is recorded.`,
  });
}

/**
 * What an environment rolled back before, here or elsewhere, is selected by a decision only. A rollback is one. A person who overrides the
 * hold of a rollback here has decided about that one.
 */
function notRolledBack({ digest, path, release }: Selection, pipeline: Pipeline): Finding | undefined {
  const selection = lastSelection(release);
  if (selection?.event !== 'selected' || selection.overrides?.includes('rolledBack') === true)
    return undefined;
  const here = selection.overrides?.includes('hold') === true ? 0 : release.history.lastIndexOf(selection);
  // Times are to the second: of the same one, what supports the selection came before it, and what opposes it after.
  const isEarlier = (event: ReleaseEvent) =>
    event.at < selection.at || (event.at === selection.at && event.digest === digest);
  const earlier = (other: Release) =>
    other === release ? release.history.slice(0, here) : other.history.filter(isEarlier);
  const [rollback] = rollbacksFrom(pipeline, release.service, digest, earlier);
  return rollback && rolledBackBy(rollback, path, digest);
}

/** What makes the time grow again that a digest soaks in an environment. */
function growAgain(before: Release, digest: Digest): string {
  const { environment, selected, service } = before;
  if (selected === digest)
    return `It was selected there again, and not verified since: \`npx slipway verify ${environment} ${service}\`, then promote it again when it has soaked;`;
  return `${environment} selects ${selected ?? 'nothing'} now, so that time does not grow. Promote what it selects, once that has soaked; or select this one there again, deploy and verify it;`;
}

/** What is not in the file of the environment before, and so what would have to be. */
function missingProof(digest: Digest, path: string, before: Release | undefined): string {
  if (before === undefined) return `There is no ${path}: record, select and verify the digest there first.`;
  if (recordOf(before, digest) === undefined) {
    return `${path} does not record it: record, select and verify it there first.`;
  }
  if (firstEvent(before, 'selected', digest) === undefined) {
    return `${path} records it, but never selected it: select and verify it there first.`;
  }
  return `${path} has selected it, but has no "verified" event for it: \`npx slipway verify ${before.environment} ${before.service}\` adds one, once it runs there as it should.`;
}
