import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { signal, until } from '../../operations/process';
import { passwordsOf } from './secrets';
import { shopIn } from './shop';
import { commandsAtWork } from './slipway';

const LIMIT_MS = 120_000;

/**
 * Stops the project's running commands, and removes it with its keys and passwords. Its machines and pods go with the hosts
 * and the cluster.
 */
export async function shopDown(home: string): Promise<void> {
  const shop = shopIn(home);
  await until(
    'the commands in the shop to end',
    () => {
      const left = commandsAtWork(shop);
      for (const pid of left) signal(pid, 'SIGKILL');
      return Promise.resolve(left.length === 0 ? true : undefined);
    },
    { timeoutMs: LIMIT_MS },
  );
  for (const path of [shop.folder, dirname(shop.key), passwordsOf(home)])
    rmSync(path, { recursive: true, force: true });
}
