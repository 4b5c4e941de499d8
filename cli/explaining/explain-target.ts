import { slotId } from '../../placement';

/** What `slipway why` explains. */
export type ExplainTarget =
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
export function nameOf(target: ExplainTarget): string {
  switch (target.kind) {
    case 'service':
      return target.service;
    case 'workload':
      return `${target.environment}/${target.pod ?? target.workload}`;
    case 'machine':
      return `${target.environment}/${slotId(target.pool, target.slot)}`;
    case 'image':
      return target.digest;
    case 'resource':
      return `${target.stack}:${target.address}`;
  }
}
