import { run } from '../../../operations/process';

test('a program reads what it is given, to its end', async () => {
  const input = `${'secret '.repeat(100_000)}\n`;
  expect((await run('wc', ['-c'], { timeoutMs: 10_000, input })).stdout.trim()).toBe(String(input.length));
});

test('a program that is given nothing does not wait for it', async () => {
  expect(await run('cat', [], { timeoutMs: 10_000 })).toMatchObject({ code: 0, stdout: '' });
});

test('one that ends without reading fails by its own code alone', async () => {
  const input = 'x'.repeat(1_000_000);
  expect((await run('sh', ['-c', 'exit 3'], { timeoutMs: 10_000, input })).code).toBe(3);
});
