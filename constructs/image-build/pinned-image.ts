import { refuseIfAny } from '../../core/findings';
import { checkDigest } from './digest';
import { checkRepository } from './repository';

declare const pinned: unique symbol;

/** An image that cannot change under its name: `repository@sha256:…`. */
export type PinnedImage = string & { readonly [pinned]: true };

/**
 * The image of a repository that has this digest.
 *
 * @throws InvalidInput when the repository has no registry's host or breaks the naming rules, or the digest is not one.
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 * @example
 * const image = pinnedImage('registry.example.com/shop/api', digest);
 */
export function pinnedImage(repository: string, digest: string): PinnedImage {
  refuseIfAny([...checkRepository(repository, 'image.repository'), ...checkDigest(digest, 'image.digest')]);
  return `${repository}@${digest}` as PinnedImage;
}
