import type { JsonObject } from '../json';

/** What is lost, or left without an owner, when a resource is destroyed. `what` names it, with the resource's own name. */
export type Holding =
  /** Nothing: all that is in it is made again as it was. */
  | { readonly kind: 'nothing' }
  /** Data of its own, which is destroyed with it. */
  | { readonly kind: 'data'; readonly what: string }
  /** Data of its own, which stays where it is: nothing finds it or deletes it any more. */
  | { readonly kind: 'orphaned data'; readonly what: string }
  /** Other resources, and their data: they are destroyed with it. */
  | { readonly kind: 'contents'; readonly what: string }
  /** An image that others may run, which is deleted from its registry. */
  | { readonly kind: 'image'; readonly what: string }
  /** Slipway does not know the type: it may hold anything. */
  | { readonly kind: 'unknown' };

export const NOTHING: Holding = { kind: 'nothing' };

/** What a resource with these arguments holds. */
export type HoldingOf = (args: JsonObject) => Holding;

export const nothing: HoldingOf = () => NOTHING;
