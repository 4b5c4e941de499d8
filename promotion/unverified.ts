import type { Digest } from '../constructs/image-build';
import { namesBefore } from '../core/pipeline';
import { shippable } from './actions';
import { unitOf } from './groups';
import type { Pipeline, PipelineStage } from './pipeline';
import { firstEvent, lastSelection, type Release, type ReleaseRecord, selectedRecord } from './release';
import { verificationOf } from './soak';

/** An image that an environment selects and has yet to verify: it offers it after that. */
export interface Unverified {
  /** The environment that selects it. */
  readonly from: string;
  readonly record: ReleaseRecord;
  /** Since when it is selected there. */
  readonly since: string;
  /** The services that have to be verified there: of a group, perhaps others than this one. */
  readonly lacking: readonly string[];
}

/**
 * The image that a stage before one selects and has yet to verify.
 *
 * @param promotable what the stages before offer already
 */
export function unverifiedBefore(
  pipeline: Pipeline,
  stage: PipelineStage,
  service: string,
  promotable: Digest | undefined,
): Unverified | undefined {
  const { releases } = pipeline;
  const services = unitOf(pipeline, stage, service)?.services ?? [service];
  const here = releases.releaseOf(stage.name, service)?.selected;
  for (const from of namesBefore(stage.after)) {
    const before = releases.releaseOf(from, service);
    const record = selectedRecord(before);
    if (record === undefined || record.digest === promotable || record.digest === here) continue;
    if (!shippable(pipeline, service)(record.digest)) continue;
    const lacking = services.filter((one) => {
      const release = releases.releaseOf(from, one);
      const selected = release?.selected ?? undefined;
      return selected !== undefined && !isVerified(release, selected, services);
    });
    if (lacking.length > 0)
      return { from, record, since: lastSelection(before)?.at ?? record.recordedAt, lacking };
  }
  return undefined;
}

/** One service counts as verified for good; a group only since all of it is selected. */
function isVerified(release: Release | undefined, digest: Digest, services: readonly string[]): boolean {
  return services.length > 1
    ? verificationOf(release, digest) !== undefined
    : firstEvent(release, 'verified', digest) !== undefined;
}
