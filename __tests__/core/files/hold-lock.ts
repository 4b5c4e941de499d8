import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from '../../../core/files';

// node hold-lock.ts <lock> <log> <milliseconds> [times]: holds the lock, and writes down when it begins and ends.
const [lock = '', log = '', time = '0', times = '1'] = process.argv.slice(2);

void (async () => {
  for (let turn = 0; turn < Number(times); turn += 1) {
    await withLock(lock, async () => {
      appendFileSync(log, `begin ${process.pid}\n`);
      await pause(Number(time));
      appendFileSync(log, `end ${process.pid}\n`);
    });
  }
})();
