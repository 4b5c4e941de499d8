import type { Digest } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import { recordOf, type Release } from '../release';

/** Why an image of a release can be neither verified nor promoted. @param path where it is selected or recorded */
export function unshippable(path: string, release: Release, value: Digest): Finding {
  const isSample = recordOf(release, value)?.sample === true;
  return problem({
    rule: 'promotion/shippable',
    path,
    message: isSample ? 'must not be a sample: no registry holds it' : 'must not be rejected',
    value,
    advice: isSample ? 'Release a real image first: `npx slipway release`.' : 'Select another digest.',
  });
}
