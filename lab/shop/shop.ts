import { join } from 'node:path';

/** The project that the lab ships, as a team would have it: its own folder, under git, next to the rest of the lab. */
export interface Shop {
  readonly folder: string;
  /** The path of the private key for its machines. */
  readonly key: string;
}

/** The shop in a lab's folder, whether it has been laid out or not. */
export function shopIn(home: string): Shop {
  return { folder: join(home, 'shop'), key: join(home, 'keys', 'id') };
}
