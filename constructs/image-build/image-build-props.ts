import type { Digest } from './digest';
import type { SourceProps } from './read-source';

/** Who builds: `buildkit` is the builder of today's engines, `classic` the build API of Docker before 23. */
export type Builder = 'buildkit' | 'classic';

export interface ImageBuildProps extends SourceProps {
  /** Where the image is pushed: a registry's host and a path, without a tag: `registry.example.com/shop/api`. */
  readonly repository: string;
  /** Build arguments. Never secrets: they stay in the image's history. @default none */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Labels of the image. Nothing that differs in every commit: they are part of the source hash. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The build stage to stop at. @default the last one */
  readonly target?: string;
  /** The one platform that is built for. @default 'linux/amd64' */
  readonly platform?: string;
  /** Chosen by whoever owns the engine; it does not change the source hash. @default 'buildkit' */
  readonly builder?: Builder;
  /**
   * The digest that a release already holds for this source hash. Then nothing is built: the resources of the build
   * leave the state, and the image stays where it is. @default none, so that the image is built and pushed
   */
  readonly recorded?: Digest;
}
