import type { Pipeline } from '../pipeline';
import { recordedDigest } from '../recorded-digest';
import { recordOf, type ReleaseImage } from '../release';
import { type Attribution, done, type ReleaseResult, type ReleaseTarget } from './action';
import { releaseAt } from './checks';
import { select } from './select';

/**
 * Releases what was built: records it in an environment that needs no proof, and selects it there. A source that is recorded
 * anywhere keeps the image that it was recorded with, unless what was built is a rebuild of it.
 *
 * @example
 * const { hash } = sourceHash({
 *   source: readSource({ root: __dirname, context: `${__dirname}/services/api` }),
 *   platform: 'linux/amd64',
 * });
 * const built = { digest, sourceHash: hash, commit: 'a'.repeat(40), platforms: ['linux/amd64'] };
 * const target = { environment: 'dev', service: 'api' };
 * releaseImage(pipeline, target, built, { at: instantOf(new Date()), by: 'Ada' });
 */
export function releaseImage(
  pipeline: Pipeline,
  target: ReleaseTarget,
  built: ReleaseImage,
  attribution: Attribution,
): ReleaseResult {
  const { releases } = pipeline;
  const recorded = recordedDigest(releases, target.service, built.sourceHash);
  const digest = (built.rebuild === undefined ? recorded : undefined) ?? built.digest;
  const [known] = releases.filesOf(target.service).flatMap(({ release }) => recordOf(release, digest) ?? []);
  const image = known ?? built;
  const release = releaseAt(pipeline, target);
  return release.selected === image.digest ? done(release) : select(pipeline, target, image, attribution);
}
