import type { StacksJson } from '../support/synth-of';
import type { Pair } from './pair';

type Between = Pick<Pair, 'before' | 'after'>;

/** prod with one resource, which is called `own`; or without it. */
function inProd(type: string, resource: object | undefined): StacksJson {
  return { 'prod-services': resource === undefined ? {} : { [type]: { own: resource } } };
}

/** A resource in prod that changes, comes or goes. */
export function between(type: string, before: object | undefined, after: object | undefined): Between {
  return { before: inProd(type, before), after: inProd(type, after) };
}
