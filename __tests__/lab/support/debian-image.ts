import { buildDebianImage, type ImageFile, Steps } from '../../../lab';

/** For `beforeAll`: a first build takes two minutes. */
export const FIRST_BUILD_LIMIT_MS = 30 * 60_000;

/** The image that machines boot from, with a line on what it took to have it. */
export function debianImage(): Promise<ImageFile> {
  return new Steps(false).step('the Debian image', () => buildDebianImage());
}
