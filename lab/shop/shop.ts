import { join } from 'node:path';

/** The project that the lab ships, as a team would have it: a folder of its own, under git, beside the rest of the lab. */
export interface Shop {
  readonly folder: string;
  /** The private key that opens its machines. */
  readonly key: string;
}

/** The shop in a lab's folder, whether it was laid out before or not. */
export function shopIn(home: string): Shop {
  return { folder: join(home, 'shop'), key: join(home, 'keys', 'id') };
}
