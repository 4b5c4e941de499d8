import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { signal, until } from '../../operations/process';
import { passwordsOf } from './secrets';
import { shopIn } from './shop';
import { commandsAtWork } from './slipway';

const LIMIT_MS = 120_000;

/** Ends what works in the project, and removes it, its keys and its passwords. What runs of it goes with the cluster and the hosts. */
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
