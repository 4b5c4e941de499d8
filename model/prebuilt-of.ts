import type { PrebuiltImage } from './image';
import { containersOf, type Service } from './service';

/** An image that was built elsewhere, and where a service says it. */
export interface PrebuiltOf extends Pick<PrebuiltImage, 'reference'> {
  readonly path: string;
}

/** The images of a service that were built elsewhere: its own, and those of the containers beside it. */
export function prebuiltOf({ name, props }: Service): readonly PrebuiltOf[] {
  const path = `services.${name}`;
  const own =
    props.image.kind === 'prebuilt' ? [{ reference: props.image.reference, path: `${path}.image` }] : [];
  return [
    ...own,
    ...containersOf(props).flatMap(({ option, container: { image } }) =>
      image === undefined ? [] : [{ reference: image.reference, path: `${path}.${option}.image` }],
    ),
  ];
}
