import type { PublicPort } from '../constructs/workload';
import type { Service } from './service';

/** What of a service is served to the outside, in full. */
export function publicPortOf({ props }: Service): PublicPort | undefined {
  return typeof props.public === 'string' ? { port: props.public } : props.public;
}
