import { type Finding, problem } from '../../core/findings';
import type { PromotionLine } from '../check-promotion';
import { placesIn } from '../place';
import { firstEvent, recordOf } from '../release';
import { withEvent } from './append';
import { type Deed, done, refused, type ReleaseStep, type ReleaseTarget } from './deed';
import { brokenBy, notWritable, releaseAt } from './lawful';
import { isShippable } from './standing';
import { unshippable } from './unshippable';

/** Notes that what an environment selects was seen to run there as it should. */
export function verifyImage(line: PromotionLine, target: ReleaseTarget, deed: Deed): ReleaseStep {
  const unwritable = notWritable(line, target, deed);
  if (unwritable.length > 0) return refused(...unwritable);
  const release = releaseAt(line, target);
  const path = placesIn(line.releases.pathOf(target.environment, target.service))('/selected');
  const { selected } = release;
  if (selected === null) return refused(nothingSelected(path));
  if (!isShippable(line, target.service)(selected))
    return refused(unshippable(path, selected, recordOf(release, selected)?.sample === true));
  if (firstEvent(release, 'verified', selected) !== undefined) return done(release);
  const { at, by, reason } = deed;
  const after = withEvent(release, {
    at,
    event: 'verified',
    digest: selected,
    by,
    ...(reason === undefined ? {} : { reason }),
  });
  const broken = brokenBy(line, after);
  return broken.length > 0 ? refused(...broken) : done(after);
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
