import type { Synth } from '../synth';
import { collectSecrets } from './collect';
import { type Mask, maskFor } from './mask';

/** The mask for everything that is shown of two synths. */
export function maskBetween(before: Synth, after: Synth): Mask {
  return maskFor(collectSecrets([before, after]));
}
