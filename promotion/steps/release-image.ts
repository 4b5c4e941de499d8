import type { PromotionLine } from '../check-promotion';
import { recordedDigest } from '../recorded-digest';
import { recordOf, type ReleaseImage } from '../release';
import { type Deed, done, type ReleaseStep, type ReleaseTarget } from './deed';
import { releaseAt } from './lawful';
import { select } from './select';

/**
 * Releases what was built: records it in an environment that needs no proof, and selects it there. A source that is recorded
 * anywhere keeps the image that it was recorded with.
 */
export function releaseImage(
  line: PromotionLine,
  target: ReleaseTarget,
  built: ReleaseImage,
  deed: Deed,
): ReleaseStep {
  const { releases } = line;
  const digest = recordedDigest(releases, target.service, built.sourceHash) ?? built.digest;
  const [known] = releases
    .filesOf(target.service)
    .flatMap(({ release }) => (release && recordOf(release, digest)) ?? []);
  const image = known ?? built;
  const release = releaseAt(line, target);
  return release.selected === image.digest ? done(release) : select(line, target, image, deed);
}
