import { compareText } from '../../core/text';
import { compareSlots } from '../slot-id';
import type { Placement } from './placement';

/**
 * The one text of a placement: keys in a fixed order, one line a slot in each part, slots by pool and index, a line feed at
 * the end. Equal placements are equal bytes, and git merges the growth of two pools, or of one and the roll of another.
 *
 * @example
 * const placement: Placement = { environment: 'dev', slots: { 'nodes/0': 'pc' }, removed: {} };
 * renderPlacement(placement); // the text of environments/dev/placement.json
 */
export function renderPlacement({ $schema, environment, images, slots, pins, removed }: Placement): string {
  const ordered: Placement = {
    $schema,
    environment,
    images:
      images &&
      sorted(
        Object.entries(images).map(([digest, { name, source, architecture }]) => [
          digest,
          { name, source, architecture },
        ]),
        compareText,
      ),
    slots: sorted(Object.entries(slots), compareSlots),
    pins: pins && sorted(Object.entries(pins), compareSlots),
    removed: sorted(Object.entries(removed), compareSlots),
  };
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

function sorted<T>(
  entries: readonly (readonly [string, T])[],
  compare: (a: string, b: string) => number,
): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => compare(a, b)));
}
