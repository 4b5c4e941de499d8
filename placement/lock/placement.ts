import type { z } from '../../core/zod';
import type { Frozen } from '../../core/json-file';
import type { PLACEMENT } from './placement-schema';

/** Which slot of an environment runs on which host, and from which image, as `environments/<name>/placement.json` says it. */
export type Placement = Frozen<z.output<typeof PLACEMENT>>;

/** Slot → the digest of the image that it runs. */
export type SlotPins = NonNullable<Placement['pins']>;

/** What an image is and where it comes from, beside its digest. */
export type RecordedImage = NonNullable<Placement['images']>[string];

/** A placement in which nothing is placed yet, of a project that has Slipway as a package. */
export function emptyPlacement(environment: string): Placement {
  const $schema = '../../node_modules/slipway/schemas/placement.schema.json';
  return { $schema, environment, slots: {}, removed: {} };
}
