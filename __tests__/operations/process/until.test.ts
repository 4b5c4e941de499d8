import { until } from '../../../operations/process';

const never = () => Promise.resolve(undefined);

test('a wait ends with the first answer', async () => {
  let asked = 0;
  expect(
    await until('three', () => Promise.resolve((asked += 1) === 3 ? 'here' : undefined), {
      timeoutMs: 10_000,
      everyMs: 1,
    }),
  ).toBe('here');
});

test('a wait that times out says for what, how long, and what may explain it', async () => {
  await expect(
    until('rain', never, { timeoutMs: 20, everyMs: 1, explain: () => 'the sky is clear' }),
  ).rejects.toThrow('timed out after 0.02 s waiting for rain\nthe sky is clear');
});

test('an interrupted wait ends at once, even during a pause', async () => {
  const stop = new AbortController();
  const wait = until('rain', never, { timeoutMs: 3_600_000, everyMs: 3_600_000, stop: stop.signal });
  stop.abort();
  await expect(wait).rejects.toThrow('the wait for rain was interrupted');
});
