import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { TYPESCRIPT } from '../support/run-typescript';

// A program of its own, since its signals are this one's.
const program = `
require(${JSON.stringify(TYPESCRIPT[1])});
const { interruptible } = require(${JSON.stringify(join(__dirname, '../../cli/terminal/interruptible'))});
void interruptible(async ({ stop }) => {
  const alive = setInterval(() => undefined, 1000);
  process.stdout.write('begun');
  await new Promise((resolve) => stop.addEventListener('abort', resolve));
  process.stderr.write('stopping');
  await new Promise((resolve) => setTimeout(resolve, 100));
  clearInterval(alive);
  process.stdout.write(', ended in order');
});
`;

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'on %s it ends in order, although nobody is there any more to be told',
  async (signal) => {
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said === 'begun') child.kill(signal);
    });
    child.stderr.destroy();
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, said]).toEqual([0, 'begun, ended in order']);
  },
  30_000,
);
