import type { PrebuiltImage } from './image';
import { containersOf, type Service } from './service';

/** An image that was built elsewhere, and where a service says it. */
export interface PrebuiltOf extends Omit<PrebuiltImage, 'kind'> {
  readonly path: string;
}

/** The images of a service that were built elsewhere: its own, and those of the containers beside it. */
export function prebuiltOf({ name, props }: Service): readonly PrebuiltOf[] {
  const path = `services.${name}`;
  const all = [
    { image: props.image, path: `${path}.image` },
    ...containersOf(props).map(({ option, container: { image } }) => ({
      image,
      path: `${path}.${option}.image`,
    })),
  ];
  return all.flatMap(({ image, path }) =>
    image?.kind === 'prebuilt' ? [{ reference: image.reference, pullSecret: image.pullSecret, path }] : [],
  );
}
