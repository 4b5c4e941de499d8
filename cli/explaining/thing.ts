import { slotId } from '../../placement';

/** What `slipway why` explains. */
export type Thing =
  | { readonly kind: 'service'; readonly service: string }
  | {
      readonly kind: 'workload';
      readonly environment: string;
      /** The name of its service or job. */
      readonly workload: string;
      /** The pod that was asked for. */
      readonly pod?: string;
    }
  | { readonly kind: 'machine'; readonly environment: string; readonly pool: string; readonly slot: string }
  | { readonly kind: 'image'; readonly digest: string }
  | { readonly kind: 'resource'; readonly stack: string; readonly address: string };

/** A thing as it is typed so that nothing else is meant. */
export function nameOf(thing: Thing): string {
  switch (thing.kind) {
    case 'service':
      return thing.service;
    case 'workload':
      return `${thing.environment}/${thing.pod ?? thing.workload}`;
    case 'machine':
      return `${thing.environment}/${slotId(thing.pool, thing.slot)}`;
    case 'image':
      return thing.digest;
    case 'resource':
      return `${thing.stack}:${thing.address}`;
  }
}
