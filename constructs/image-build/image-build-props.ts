import type { Digest } from './digest';
import type { SourceProps } from './read-source';

/**
 * The builder: `buildkit` is that of current engines, `classic` the build API of Docker before 23.
 *
 * @see https://docs.docker.com/build/buildkit/
 */
export type Builder = 'buildkit' | 'classic';

/** What an image is built from, and where it goes. */
export interface ImageBuildProps extends SourceProps {
  /** Where the image is pushed: a registry's host and a path, without a tag, such as `registry.example.com/shop/api`. */
  readonly repository: string;
  /**
   * Labels of the image. They are part of the source hash, so none may differ in every commit.
   *
   * @default none
   * @see https://github.com/opencontainers/image-spec/blob/main/annotations.md
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Who builds. It belongs to the engine, and does not change the source hash. @default 'buildkit' */
  readonly builder?: Builder;
  /**
   * The digest that a release already holds for this source hash. With it nothing is built: the build's resources leave the state,
   * and the image stays in the registry.
   *
   * @default none: the image is built and pushed
   */
  readonly recorded?: Digest;
}
