import { type MachineImage, machineImage } from '../constructs/vm-pool';
import type { Fleet } from './fleet';
import type { Placement, RecordedImage, SlotPins } from './lock/placement';
import { slotId } from './slot-id';

/** The image that a placement records for a slot; undefined if it records none, and the slot runs its pool's. */
export function pinOf({ images = {}, pins = {} }: Placement, slot: string): MachineImage | undefined {
  const digest = pins[slot];
  const image = digest === undefined ? undefined : images[digest];
  return digest === undefined || image === undefined ? undefined : machineImage({ ...image, digest });
}

/** The placement with these slots, such as `nodes/0`, running another image. Images that no slot runs any more are dropped. */
export function withPins(placement: Placement, slots: readonly string[], image: MachineImage): Placement {
  const pins = { ...placement.pins, ...Object.fromEntries(slots.map((slot) => [slot, image.digest])) };
  return recorded(placement, pins, [image]);
}

/**
 * The placement with an image for each slot: the one that is recorded, or its pool's for a new slot. The images of slots that
 * are no longer declared are dropped.
 */
export function keepPins(fleet: Fleet, placement: Placement): Placement {
  const images = fleet.pools.flatMap(({ image }) => image ?? []);
  if (images.length === 0 && placement.pins === undefined) return placement;
  const pins = fleet.pools.flatMap(({ name, slots, image }) =>
    slots.flatMap(({ key }): [string, string][] => {
      const id = slotId(name, key);
      const digest = placement.pins?.[id] ?? image?.digest;
      return digest === undefined ? [] : [[id, digest]];
    }),
  );
  return recorded(placement, Object.fromEntries(pins), images);
}

/** If an image is described twice, the environment's description counts: it has the newest mirror. */
function recorded(placement: Placement, pins: SlotPins, images: readonly MachineImage[]): Placement {
  const described = new Map<string, RecordedImage>(Object.entries(placement.images ?? {}));
  for (const { digest, name, source, architecture } of images)
    described.set(digest, { name, source, architecture });
  const used = new Set(Object.values(pins));
  return {
    ...placement,
    images: Object.fromEntries([...described].filter(([digest]) => used.has(digest))),
    pins,
  };
}
