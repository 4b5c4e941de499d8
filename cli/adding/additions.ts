import type { Addition } from './addition';
import { environmentAddition } from './environment-request';
import { hostAddition } from './host-request';
import type { Kind } from './options';
import type { Request } from './request';
import { serviceAddition } from './service-request';

/** Makes an addition of each kind, and refuses what cannot be one. */
export const ADDITIONS: Readonly<Record<Kind, (request: Request) => Addition>> = {
  service: serviceAddition,
  environment: environmentAddition,
  host: hostAddition,
};
