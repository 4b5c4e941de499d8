import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { passwordsOf } from './secrets';
import { shopIn } from './shop';

/** Removes the project, its keys and its passwords. What runs of it goes with the cluster and the hosts. */
export function shopDown(home: string): void {
  const { folder, key } = shopIn(home);
  for (const path of [folder, dirname(key), passwordsOf(home)])
    rmSync(path, { recursive: true, force: true });
}
