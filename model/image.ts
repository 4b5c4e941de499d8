/** What an image is built from. The same in every environment: an image has no environment. */
export interface ImageProps {
  /** The folder that is sent to the build, absolute: `__dirname` of the service. */
  readonly context: string;
  /** The Dockerfile, relative to the context. @default 'Dockerfile' */
  readonly dockerfile?: string;
  /** Build arguments of this image alone; they win over the project's. Never secrets: they stay in the image. @default none */
  readonly arguments?: Readonly<Record<string, string>>;
  /** The build stage to stop at. @default the last one */
  readonly target?: string;
}

/** A build that a service asks for. */
export type Image = Readonly<ImageProps> & { readonly kind: 'image' };

/**
 * Says what a service's image is built from.
 *
 * @example
 * image({ context: __dirname, target: 'runtime', arguments: { NODE_VERSION: '22' } });
 *
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function image(props: ImageProps): Image {
  return { kind: 'image', ...props };
}
