/** What an image is built from. The same in every environment: an image has no environment. */
export interface ImageProps {
  /** The folder that is sent to the build, absolute: `__dirname` of the service. */
  readonly context: string;
  /** The Dockerfile, relative to the context: `docker/Dockerfile`, or `../docker/api.Dockerfile` beside it. @default 'Dockerfile' */
  readonly dockerfile?: string;
  /**
   * Build arguments of this image alone, which its Dockerfile declares; they win over the project's. Never secrets: they stay in
   * the image. @default none
   */
  readonly arguments?: Readonly<Record<string, string>>;
  /** The build stage to stop at. @default the last one */
  readonly target?: string;
  /**
   * Secrets that RUN lines mount (`--mount=type=secret,id=npm`): id → the environment variable that holds the secret where the
   * image is built: `{ npm: 'NPM_TOKEN' }`. The value is in no state, no plan and no hash. @default none
   * @see https://docs.docker.com/build/building/secrets/
   */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Why images that the Dockerfile takes by their tags need no digest. @default a warning for each of them */
  readonly basesByTag?: string;
  /**
   * `ci`: a pipeline of the team builds and pushes it, with what it likes (buildx, kaniko, Bazel), under the tag that `slipway images`
   * prints; `slipway release` takes what the registry has by that tag. @default the stack `images` builds and pushes it
   */
  readonly builtBy?: 'ci';
  /**
   * The platforms that it is built for. Only with `builtBy: 'ci'`: Terraform builds for one, which the project says.
   * @default that of the project
   */
  readonly platforms?: readonly string[];
}

/** A build that a service asks for. */
export type Image = Readonly<ImageProps> & { readonly kind: 'image' };

/**
 * Says what a service's image is built from.
 *
 * @example
 * image({ context: __dirname, target: 'runtime', arguments: { NODE_VERSION: '22' } });
 *
 * // By a pipeline, for two platforms:
 * image({ context: __dirname, builtBy: 'ci', platforms: ['linux/amd64', 'linux/arm64'] });
 *
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function image(props: ImageProps): Image {
  return { kind: 'image', ...props };
}

/** An image that was built elsewhere. */
export interface PrebuiltImage extends PrebuiltOptions {
  readonly kind: 'prebuilt';
  /** `repository:tag@sha256:…`, the registry's host included. */
  readonly reference: string;
}

/** How an image that was built elsewhere is pulled. */
export interface PrebuiltOptions {
  /**
   * The secret (of each environment's `secrets`) that holds the credentials of its registry, beside the `pullSecret` of the
   * environment. Not asked for where a mirror stands in for the registry. @default none
   */
  readonly pullSecret?: string;
}

/**
 * An image that this project does not build: a database, a cache, an agent. No release file selects it; the digest decides, and the
 * tag is for readers. `npx slipway pin` writes the digest of a tag.
 *
 * @example
 * service({
 *   name: 'cache',
 *   image: prebuilt(`docker.io/library/redis:7.4@sha256:${'a'.repeat(64)}`),
 *   user: 999,
 *   ports: { redis: 6379 },
 *   ready: tcp('redis'),
 *   scratch: ['/data'],
 * });
 *
 * // From a registry with credentials of its own:
 * prebuilt(`ghcr.io/acme/auth:2@sha256:${'b'.repeat(64)}`, { pullSecret: 'ghcr' });
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 * @see https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod
 */
export function prebuilt(reference: string, options: PrebuiltOptions = {}): PrebuiltImage {
  return { kind: 'prebuilt', reference, ...options };
}
