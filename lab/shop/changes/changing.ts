import type { Steps } from '../../steps';
import type { ReadyShop } from '../prepare';

/** A shop that has been shipped and is now changed. */
export interface Changing extends ReadyShop {
  /** The lab's folder. */
  readonly home: string;
  readonly steps: Steps;
}
