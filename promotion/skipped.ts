import type { Digest } from '../constructs/image-build';
import { namesBefore, stagesFurtherBack } from '../core/pipeline';
import { type Pipeline, stagesOf } from './pipeline';
import { firstEvent, type Release, type ReleaseEvent } from './release';

/** Where a hotfix was verified that did not wait for the environments right before. */
export interface Shortcut {
  /** The environment further back that has verified it. */
  readonly from: string;
  /** The event that verified it there. */
  readonly verification: ReleaseEvent;
  /** The environments right before, which have not. */
  readonly skipped: readonly string[];
}

/**
 * The nearest environment, further back than those right before one, that has verified a digest: a hotfix may be promoted from it by
 * `--override skip`. Undefined where none has.
 *
 * @example
 * shortcutInto(pipeline, { environment: 'prod', service: 'api' }, digest)?.skipped; // ['staging']
 */
export function shortcutInto(
  pipeline: Pipeline,
  { environment, service }: { readonly environment: string; readonly service: string },
  digest: Digest,
): Shortcut | undefined {
  const before = new Map(stagesOf(pipeline, service).map(({ name, after }) => [name, namesBefore(after)]));
  const verified = (name: string) =>
    firstEvent(pipeline.releases.releaseOf(name, service), 'verified', digest);
  const direct = before.get(environment) ?? [];
  for (const name of stagesFurtherBack(direct, (one) => before.get(one) ?? [])) {
    const verification = verified(name);
    if (verification !== undefined)
      return { from: name, verification, skipped: direct.filter((one) => verified(one) === undefined) };
  }
  return undefined;
}

/** Whether a person decided that a digest need not wait here. It holds for a rollback to it as well. */
export function isHotfix({ history }: Release, digest: Digest): boolean {
  return history.some((event) => event.digest === digest && event.overrides?.includes('skip') === true);
}
