import { type Finding, problem } from '../../core/findings';
import { locationIn } from '../../core/json-file';
import type { Pipeline } from '../pipeline';
import { verificationOf } from '../soak';
import { type Attribution, done, refused, type ReleaseResult, type ReleaseTarget } from './action';
import { withEvent } from './append';
import { allowed, notDeployedHere, notWritable, releaseAt } from './checks';
import { shippable } from './promotable';
import { unshippable } from './unshippable';

/**
 * Notes that what an environment selects was seen to run there as it should: once since it was selected, and again where something
 * else was selected in between.
 *
 * @example
 * const target = { environment: 'dev', service: 'api' };
 * verifyImage(pipeline, target, { at: instantOf(new Date()), by: 'the smoke test' });
 */
export function verifyImage(
  pipeline: Pipeline,
  target: ReleaseTarget,
  attribution: Attribution,
): ReleaseResult {
  const unwritable = [...notDeployedHere(pipeline, target), ...notWritable(pipeline, target, attribution)];
  if (unwritable.length > 0) return refused(...unwritable);
  const release = releaseAt(pipeline, target);
  const path = locationIn(pipeline.releases.pathOf(target.environment, target.service), 'selected');
  const { selected } = release;
  if (selected === null) return refused(nothingSelected(path));
  if (!shippable(pipeline, target.service)(selected)) return refused(unshippable(path, release, selected));
  if (verificationOf(release, selected) !== undefined) return done(release);
  const { at, by, reason } = attribution;
  return allowed(pipeline, withEvent(release, { at, event: 'verified', digest: selected, by, reason }));
}

function nothingSelected(path: string): Finding {
  return problem({
    rule: 'promotion/nothing-selected',
    path,
    message: 'must select a digest before it can be verified',
    value: 'null',
    advice: 'Release or promote one first, and deploy it.',
  });
}
