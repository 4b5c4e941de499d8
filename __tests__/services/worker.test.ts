import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endChildren } from './support/child';
import { freePort } from './support/free-port';
import { startService } from './support/service-process';
import { until } from './support/until';

jest.mock('pg', () => ({ Pool: jest.fn() }), { virtual: true });

interface Loop {
  lastRound(): number;
  stop(): Promise<void>;
}
const { createLoop } = jest.requireActual<{
  createLoop: (work: () => Promise<boolean>, log: object, now?: () => number) => Loop;
}>('../../services/worker/src/loop');
const { ROUND_LIMIT_MS, createHealthServer } = jest.requireActual<{
  ROUND_LIMIT_MS: number;
  createHealthServer: (parts: object) => Server;
}>('../../services/worker/src/health');

afterAll(endChildren);

describe('the loop', () => {
  const log = { warn: jest.fn() };
  const loops: Loop[] = [];
  afterAll(() => Promise.all(loops.map((loop) => loop.stop())));

  const startLoop = (work: () => Promise<boolean>, now?: () => number): Loop => {
    const loop = createLoop(work, log, now);
    loops.push(loop);
    return loop;
  };

  test('continues at once while there is work, and pauses when there is none', async () => {
    let left = 50;
    let rounds = 0;
    const loop = startLoop(() => {
      rounds += 1;
      return Promise.resolve(left-- > 0);
    });

    await until('end of the work', () => (left < 0 ? true : undefined), { seconds: 20 });
    await loop.stop();
    expect(rounds).toBe(51);
  });

  test('counts a failed round, so that the worker is not restarted when the database is down', async () => {
    let clock = 100;
    const loop = startLoop(
      () => {
        clock = 200;
        return Promise.reject(new Error('gone'));
      },
      () => clock,
    );

    await until('second round', () => (loop.lastRound() === 200 ? true : undefined), { seconds: 20 });
    await loop.stop();
    expect(log.warn).toHaveBeenCalledWith('a round failed', { reason: 'gone' });
  });

  test('stops only after the current round', async () => {
    let finish = (): void => undefined;
    let finished = false;
    const loop = startLoop(async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      finished = true;
      return false;
    });

    const end = loop.stop();
    finish();
    await end;
    expect(finished).toBe(true);
  });
});

test.each([
  ['a moment ago', ROUND_LIMIT_MS, 200, { alive: true }],
  ['too long ago', ROUND_LIMIT_MS + 1000, 503, { alive: false, reason: 'no round for 31 s' }],
])('the liveness probe of a worker whose last round was %s', async (_when, now, status, body) => {
  const server = createHealthServer({
    lastRound: () => 0,
    now: () => now,
    ready: () => Promise.resolve({ ready: true }),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect([response.status, await response.json()]).toEqual([status, body]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('without a database the worker is alive, not ready, and ends on SIGTERM with 0', async () => {
  const worker = await startService('worker', {
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: String(await freePort()),
    DATABASE_PASSWORD: 'rosebud',
  });

  expect((await worker.get('/healthz')).status).toBe(200);
  expect(await worker.get('/readyz')).toEqual({
    status: 503,
    body: { ready: false, reason: 'the database does not answer: ECONNREFUSED' },
  });
  expect(await worker.stop()).toBe(0);
  expect(worker.output()).not.toContain('rosebud');
});
