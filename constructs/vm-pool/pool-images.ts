import { by } from '../../core/text';
import type { MachineImage } from './machine-image';
import type { PoolSpec, SlotProps } from './pool-spec';

/** Every image that a pool names, each with where it stands. */
export function poolImages(
  { image, slots }: Pick<PoolSpec, 'image' | 'slots'>,
  path: string,
): readonly { readonly image: MachineImage; readonly path: string }[] {
  const pins = typeof slots === 'number' ? [] : slots;
  return [
    { image, path: `${path}.image` },
    ...pins.flatMap((slot) =>
      typeof slot === 'string' || slot.image === undefined
        ? []
        : [{ image: slot.image, path: `${path}.slots.${slot.key}.image` }],
    ),
  ];
}

/** What a slot runs. Of two descriptions of one digest the pool's counts: it knows the newest mirror. */
export function imageOf({ image }: Pick<PoolSpec, 'image'>, slot: SlotProps): MachineImage {
  return slot.image === undefined || slot.image.digest === image.digest ? image : slot.image;
}

/** What is made of each image that machines run: once a digest, as several slots' pins may name several mirrors of it. */
export function ofEachImage<T>(
  machines: readonly { readonly image: MachineImage }[],
  make: (image: MachineImage) => T,
): (image: MachineImage) => T {
  const made = new Map<string, T>();
  for (const image of machines.map((machine) => machine.image).sort(by(({ source }) => source)))
    if (!made.has(image.digest)) made.set(image.digest, make(image));
  return (image) => made.get(image.digest) ?? make(image);
}
