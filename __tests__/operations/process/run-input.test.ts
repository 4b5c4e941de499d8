import { run } from '../../../operations/process';

test('a program can read its whole input', async () => {
  const input = `${'secret '.repeat(100_000)}\n`;
  expect((await run('wc', ['-c'], { timeoutMs: 10_000, input })).stdout.trim()).toBe(String(input.length));
});

test('a program without input does not wait for it', async () => {
  expect(await run('cat', [], { timeoutMs: 10_000 })).toMatchObject({ code: 0, stdout: '' });
});

test('a program that ends without reading its input fails only by its exit code', async () => {
  const input = 'x'.repeat(1_000_000);
  expect((await run('sh', ['-c', 'exit 3'], { timeoutMs: 10_000, input })).code).toBe(3);
});
