import type { PrebuiltImage } from './image';
import { containersOf, type Service, type SharedImage } from './service';

/** An image that a service runs, and where it says so. */
interface ImageOf<I = PrebuiltImage | SharedImage> {
  readonly image: I;
  readonly path: string;
  /** The container that runs it. @default the service's own */
  readonly container?: string;
}

/** The images of a service: its own, and those that the containers beside it have instead. */
export function imagesOf(service: Service): readonly [ImageOf, ...ImageOf[]] {
  const path = `services.${service.name}`;
  return [
    { image: service.image, path: `${path}.image` },
    ...containersOf(service.props).flatMap(({ name, option, container: { image } }) =>
      image === undefined ? [] : [{ image, path: `${path}.${option}.image`, container: name }],
    ),
  ];
}

/** Those of them that were built elsewhere. */
export function prebuiltOf(service: Service): readonly ImageOf<PrebuiltImage>[] {
  return imagesOf(service).flatMap(({ image, path }) => (image.kind === 'prebuilt' ? [{ image, path }] : []));
}
