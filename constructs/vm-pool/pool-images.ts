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
